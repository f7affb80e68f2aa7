import { Button } from "../../../_ui/button.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { type ListView, PAGE_SIZE } from "../_view/list-view.ts";

type PagerProps = {
  view: ListView;
  /** Rows on this page and on all pages. */
  shown: number;
  total: number;
  onPage: (page: number) => void;
};

/** Where one is in the list, and the ways on. */
export function Pager({ view, shown, total, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const first = (view.page - 1) * PAGE_SIZE + 1;
  return (
    <div className="mt-2.5 flex flex-wrap items-center justify-between gap-3">
      <p className="caption">
        Rows {formatCount(first)}–{formatCount(first + shown - 1)} of {formatCount(total)}
        <span className="max-tablet:hidden">
          . <kbd>j</kbd> and <kbd>k</kbd> move, <kbd>Space</kbd> chooses, <kbd>c</kbd> compares, <kbd>?</kbd> shows all
          keys
        </span>
      </p>
      {pages > 1 && (
        <nav aria-label="Pages" className="flex items-center gap-2">
          <Button size="sm" disabled={view.page <= 1} onClick={() => onPage(view.page - 1)}>
            Previous
          </Button>
          <span className="caption">
            {formatCount(view.page)} of {formatCount(pages)}
          </span>
          <Button size="sm" disabled={view.page >= pages} onClick={() => onPage(view.page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}
