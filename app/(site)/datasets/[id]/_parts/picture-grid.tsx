"use client";
import { useMemo } from "react";
import type { SheetIndex } from "#domain/datasets/sheets";
import { formatCount } from "../../../../_ui/numbers.ts";
import { PageTurner } from "../../../../_ui/page-turner.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { SheetTile } from "../../../../_ui/sheet-tile.tsx";
import { pageOf, picturesOf } from "../../_view/class-pictures.ts";
import { type DatasetView, PICTURES_ON_PAGE } from "../../_view/dataset-view.ts";
import { sheetTileOf } from "../../_view/sheet-tile-of.ts";
import type { SplitFacts } from "../../_view/split-facts.ts";

type PictureGridProps = {
  index: SheetIndex;
  classes: readonly string[];
  view: DatasetView;
  onChange: (change: Partial<DatasetView>) => void;
  facts: SplitFacts | null;
};

/** The pictures of a part or of one class of it, page by page; those in validation are ringed. */
export function PictureGrid({ index, classes, view, onChange, facts }: PictureGridProps) {
  const { part, label } = view;
  const { labels } = index[part];
  const all = useMemo(() => picturesOf(labels, label), [labels, label]);
  const { page, pages, numbers } = pageOf(all, view.page, PICTURES_ON_PAGE);
  const first = (page - 1) * PICTURES_ON_PAGE + 1;
  return (
    <Plate
      title="Pictures"
      className="mt-0!"
      caption={
        <Segmented
          label="Part"
          options={[
            { value: "train", label: "Training", count: formatCount(index.train.count) },
            { value: "test", label: "Test", count: formatCount(index.test.count) },
          ]}
          value={part}
          onChange={(next) => onChange({ part: next, page: 1 })}
        />
      }
      tools={
        <Select
          aria-label="Class"
          className="tablet:h-[30px]"
          value={label ?? "all"}
          onChange={({ target }) => onChange({ label: target.value === "all" ? null : Number(target.value), page: 1 })}
        >
          <option value="all">All classes</option>
          {classes.map((name, number) => (
            <option key={name} value={number}>
              {name}
            </option>
          ))}
        </Select>
      }
    >
      <ul className="picture-grid" aria-label={part === "train" ? "Training pictures" : "Test pictures"}>
        {numbers.map((number) => {
          const held = part === "train" && facts?.isValidation(number) === true;
          const words = `${classes[labels[number] ?? 0]}, ${part === "train" ? "training" : "test"} picture ${formatCount(number)}${held ? ", in validation" : ""}`;
          return (
            <li key={`${part} ${number}`} title={words}>
              <SheetTile
                tile={sheetTileOf(index, part, number)}
                size={64}
                alt={words}
                className={held ? "picture-marked" : undefined}
              />
            </li>
          );
        })}
      </ul>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p className="caption">
          {formatCount(first)}–{formatCount(first + numbers.length - 1)} of {formatCount(all.length)}
          {part === "train" && facts && (
            <>
              , ringed: in validation under the split{" "}
              <a href="#split" className="text-link">
                below
              </a>
            </>
          )}
        </p>
        <PageTurner label="Pages of pictures" page={page} pages={pages} onPage={(next) => onChange({ page: next })} />
      </div>
    </Plate>
  );
}
