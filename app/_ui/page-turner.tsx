import { Button } from "./button.tsx";
import { formatCount } from "./numbers.ts";

type PageTurnerProps = {
  /** What the pages are of: "Pages of pictures". */
  label: string;
  /** From 1. */
  page: number;
  pages: number;
  onPage: (page: number) => void;
};

/** Which page this is, and the ways to those before and after. */
export const PageTurner = ({ label, page, pages, onPage }: PageTurnerProps) => (
  <nav aria-label={label} className="flex items-center gap-2">
    <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
      Previous
    </Button>
    <span className="caption">
      {formatCount(page)} of {formatCount(pages)}
    </span>
    <Button size="sm" disabled={page >= pages} onClick={() => onPage(page + 1)}>
      Next
    </Button>
  </nav>
);
