"use client";
import clsx from "clsx";
import { useState } from "react";
import { DATASET_IDS, DATASETS } from "#domain/datasets/catalogue";
import { NETWORKS, type Network, SIZE_BOUNDS } from "#domain/models/leaderboard-view";
import { Button } from "../../../_ui/button.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Segmented } from "../../../_ui/segmented.tsx";
import { Select } from "../../../_ui/select.tsx";
import { type BoardView, countFilters } from "../_view/board-view.ts";
import { AuthorField } from "./author-field.tsx";
import type { SetBoardView } from "./use-board-view.ts";

const SIZE_LABELS: Record<(typeof SIZE_BOUNDS)[number], string> = {
  1000000: "under 1\u00a0M",
  100000: "under 100\u00a0k",
};

const networkLabel = (network: Network) =>
  network === "any" ? "Any network" : network === "own" ? "Own networks" : `Preset ${network}`;

type BoardFiltersProps = { view: BoardView; sizes: readonly number[]; onChange: SetBoardView };

/**
 * What the ranking is narrowed to. A range of sizes that a link brought stands beside those that are offered. On a phone all but
 * the data set is folded away, so that models are seen first.
 */
export function BoardFilters({ view, sizes, onChange }: BoardFiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const set = countFilters(view);
  const narrow = (change: Partial<BoardView>, how?: "replace") => onChange({ ...change, page: 1 }, how);
  const bound = SIZE_BOUNDS.find((candidate) => candidate === view.below);
  const offered = view.atLeast === 0 && (view.below === null || bound !== undefined);
  const range = `${formatCount(view.atLeast)}–${view.below === null ? "" : formatCount(view.below)}`;
  return (
    <search
      className={clsx(
        "mb-2 flex flex-wrap items-center gap-x-3 gap-y-2 max-tablet:[&_.select]:grow",
        !isOpen && "max-tablet:[&>:nth-child(n+3)]:hidden",
      )}
    >
      <Select
        aria-label="Data set"
        className="tablet:h-[30px]"
        value={view.dataset}
        onChange={({ target }) => narrow({ dataset: DATASET_IDS.find((id) => id === target.value) ?? view.dataset })}
      >
        {DATASET_IDS.map((id) => (
          <option key={id} value={id}>
            {DATASETS[id].title}
          </option>
        ))}
      </Select>
      <Button className="tablet:hidden" icon="filter" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {set === 0 ? "Filters" : `Filters (${set})`}
      </Button>
      <Select
        aria-label="Network"
        className="tablet:h-[30px]"
        value={view.network}
        onChange={({ target }) => narrow({ network: NETWORKS.find((network) => network === target.value) ?? "any" })}
      >
        {NETWORKS.map((network) => (
          <option key={network} value={network}>
            {networkLabel(network)}
          </option>
        ))}
      </Select>
      <Segmented
        label="Size"
        className="max-tablet:w-full"
        options={[
          { value: "any", label: "Any size", count: formatCount(sizes[0] ?? 0) },
          ...SIZE_BOUNDS.map((size, index) => ({
            value: String(size),
            label: SIZE_LABELS[size],
            count: formatCount(sizes[index + 1] ?? 0),
          })),
          ...(offered ? [] : [{ value: "range", label: range }]),
        ]}
        value={offered ? String(bound ?? "any") : "range"}
        onChange={(value) => value !== "range" && narrow({ atLeast: 0, below: value === "any" ? null : Number(value) })}
      />
      <AuthorField value={view.author} onChange={(author) => narrow({ author }, "replace")} />
      <label className="flex cursor-pointer items-center gap-2 text-sm max-tablet:min-h-11">
        <input
          type="checkbox"
          className="switch"
          checked={view.onePerAuthor}
          onChange={({ target }) => narrow({ onePerAuthor: target.checked })}
        />
        One per author
      </label>
    </search>
  );
}
