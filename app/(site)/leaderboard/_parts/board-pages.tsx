import { Button } from "../../../_ui/button.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { type BoardView, PAGE_SIZE, rowsOn } from "../_view/board-view.ts";
import type { SetBoardView } from "./use-board-view.ts";

type BoardPagesProps = { view: BoardView; total: number; onChange: SetBoardView };

/** Which rows these are, and the ways to those before and after. */
export function BoardPages({ view, total, onChange }: BoardPagesProps) {
  if (total <= PAGE_SIZE && view.page === 1) return null;
  const { first, last } = rowsOn(view.page, total);
  const turn = (page: number) => onChange({ page });
  return (
    <nav className="mt-3 flex items-center justify-end gap-2 text-sm text-ink-2" aria-label="Pages">
      {first <= last && (
        <span className="mr-2">
          {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
        </span>
      )}
      <Button size="sm" disabled={view.page <= 1} onClick={() => turn(view.page - 1)}>
        Previous
      </Button>
      <Button size="sm" disabled={last >= total} onClick={() => turn(view.page + 1)}>
        Next
      </Button>
    </nav>
  );
}
