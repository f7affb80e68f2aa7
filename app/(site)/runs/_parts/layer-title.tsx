import clsx from "clsx";
import type { LayerRow } from "#domain/experiments/layer-rows";
import { rowCaption } from "../_view/layer-caption.ts";

/** What a layer is, in the first cell of its row; of a backbone its name, what becomes of it and how many layers it has. */
export function LayerTitle({ row }: { row: LayerRow }) {
  const [title = "", ...rest] = row.type.split(", ");
  return (
    <>
      <span className="font-medium">{title}</span>{" "}
      <span
        className={clsx("ml-1 text-xs text-ink-3 max-tablet:ml-0 max-tablet:block", !row.layer && "whitespace-normal")}
      >
        {[...rest, rowCaption(row)].join(", ")}
      </span>
    </>
  );
}
