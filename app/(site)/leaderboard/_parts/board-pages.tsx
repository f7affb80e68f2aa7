import { formatCount } from "../../../_ui/numbers.ts";
import { PageTurner } from "../../../_ui/page-turner.tsx";
import { type BoardView, PAGE_SIZE, rowsOn } from "../_view/board-view.ts";
import type { SetBoardView } from "./use-board-view.ts";

type BoardPagesProps = { view: BoardView; total: number; onChange: SetBoardView };

/** Which rows these are, and the ways to others. */
export function BoardPages({ view, total, onChange }: BoardPagesProps) {
  if (total <= PAGE_SIZE && view.page === 1) return null;
  const { first, last } = rowsOn(view.page, total);
  const pages = Math.ceil(total / PAGE_SIZE);
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="caption">
        {first <= last && `${formatCount(first)}–${formatCount(last)} of ${formatCount(total)}`}
      </p>
      <PageTurner label="Pages" page={view.page} pages={pages} onPage={(page) => onChange({ page })} />
    </div>
  );
}
