"use client";
import type { RunState } from "#domain/runs/states";
import { Button } from "../../../_ui/button.tsx";
import { Icon } from "../../../_ui/icon.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Segmented } from "../../../_ui/segmented.tsx";
import { copyLink } from "../../_parts/copy-link.ts";
import { filteredBy, type ListView, viewQuery, withoutFilter } from "../_view/list-view.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterForm } from "./filter-form.tsx";
import { SearchField } from "./search-field.tsx";
import type { SetView } from "./use-list-view.ts";

const STATES: readonly { state: RunState; label: string }[] = [
  { state: "running", label: "Running" },
  { state: "queued", label: "Queued" },
  { state: "succeeded", label: "Succeeded" },
  { state: "failed", label: "Failed" },
  { state: "cancelled", label: "Cancelled" },
];

type ListToolbarProps = {
  view: ListView;
  setView: SetView;
  /** Runs in each state, and all together. */
  counts: Record<RunState, number> | undefined;
  choosing: boolean;
  setChoosing: (choosing: boolean) => void;
};

export const exportHref = (view: ListView): string => `/api/runs/csv${viewQuery({ ...view, page: 1 })}`;

/** What is shown of the runs, and the view as a link or a file. */
export function ListToolbar({ view, setView, counts, choosing, setChoosing }: ListToolbarProps) {
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="mb-5 grid gap-2.5">
      <div className="list-toolbar">
        <Segmented
          label="Filter by state"
          options={[
            { value: "all", label: "All", count: formatCount(all) },
            ...STATES.map(({ state, label }) => ({ value: state, label, count: formatCount(counts?.[state]) })),
          ]}
          value={view.state ?? "all"}
          onChange={(value) => setView((before) => ({ ...before, state: value === "all" ? null : value, page: 1 }))}
        />
        <SearchField
          value={view.search}
          onChange={(search) => setView((before) => ({ ...before, search, page: 1 }), "replace")}
        />
        <FilterForm onAdd={(filter) => setView((before) => filteredBy(before, filter))} />
        <div className="list-tools">
          <Button size="sm" variant="plain" icon="table" onClick={() => setChoosing(true)}>
            Columns
          </Button>
          {/* A file, which the router would take for a page. */}
          <a className="button button-plain button-sm" href={exportHref(view)} download="runs.csv">
            <Icon name="download" size="s" />
            Export CSV
          </a>
          <Button size="sm" variant="plain" icon="link" onClick={() => copyLink()}>
            <span>
              Copy link<span className="max-desktop:hidden"> to this view</span>
            </span>
          </Button>
        </div>
      </div>
      <FilterChips
        filters={view.filters}
        onRemove={(filter) => setView((before) => withoutFilter(before, filter))}
        onClear={() => setView((before) => ({ ...before, filters: [], page: 1 }))}
      />
      {choosing && (
        <ColumnChooser
          columns={view.columns}
          onChange={(columns) => setView((before) => ({ ...before, columns }), "replace")}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
