"use client";
import { Link } from "../../../_ui/link.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { SheetTile } from "../../../_ui/sheet-tile.tsx";
import type { DatasetSummary } from "../_view/dataset-detail.ts";
import { sheetTileOf } from "../_view/sheet-tile-of.ts";
import { useSheetIndex } from "./use-sheet-index.ts";

/** A data set in the list: its facts and a test picture of each class. */
export function DatasetRow({ dataset }: { dataset: DatasetSummary }) {
  const { id, title, about, classes, image, trainCount, testCount, indexSha256 } = dataset;
  const [height, width] = image;
  const index = useSheetIndex(indexSha256).data;
  return (
    <li className="relative grid gap-x-10 gap-y-3 border-b border-line py-5 hover:bg-sunken desktop:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <h2>
          <Link href={`/datasets/${id}`} className="after:absolute after:inset-0 hover:underline">
            {title}
          </Link>
        </h2>
        <p className="sub mt-1">{about}</p>
        <p className="caption mt-1">
          {classes.length} classes, {formatCount(trainCount)} training and {formatCount(testCount)} test pictures of{" "}
          {width} × {height}
        </p>
      </div>
      {indexSha256 === null ? (
        <p className="caption self-center">Its pictures appear when a trainer first starts.</p>
      ) : (
        <div className="flex flex-wrap gap-1 self-center" aria-hidden="true">
          {classes.map((name, label) => {
            const number = index ? index.test.labels.indexOf(label) : -1;
            return (
              <SheetTile key={name} size={32} tile={index && number >= 0 ? sheetTileOf(index, "test", number) : null} />
            );
          })}
        </div>
      )}
    </li>
  );
}
