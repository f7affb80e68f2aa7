import { formatCount } from "../../../_ui/numbers.ts";
import { PageTurner } from "../../../_ui/page-turner.tsx";
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
      {pages > 1 && <PageTurner label="Pages" page={view.page} pages={pages} onPage={onPage} />}
    </div>
  );
}
