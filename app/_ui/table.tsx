import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

type TableProps = ComponentProps<"table"> & {
  /** Name of the table for assistive technology. */
  caption: string;
  /** Rows of 33 px instead of 40. */
  dense?: boolean;
  /** It is often wider than its place and has nothing to focus: the keyboard then scrolls the whole. */
  wide?: boolean;
};

/** A table that scrolls sideways in itself where it must. Write `thead`, `tbody` and `tr` as usual. */
export function Table({ caption, dense = false, wide = false, className, children, ...rest }: TableProps) {
  const table = (
    <table {...rest} className={clsx("data-table", dense && "data-table-dense", className)}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
  if (!wide) return <div className="table-wrap">{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section tabIndex={0} aria-label={`${caption}, scrolls`} className="table-wrap">
      {table}
    </section>
  );
}

/** A column head; `numeric` sets it right, over its numbers. */
export function Th({ numeric = false, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return <th scope="col" {...rest} className={clsx(numeric && "numeric", className)} />;
}

/** A cell; numbers stand right. */
export function Td({ numeric = false, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td {...rest} className={clsx(numeric && "numeric", className)} />;
}

export type SortOrder = "asc" | "desc";

type SortThProps = {
  children: ReactNode;
  numeric?: boolean;
  /** The order in force, if the table is sorted by this column. */
  order?: SortOrder;
  className?: string;
} & ({ onSort: () => void; href?: never } | { href: string; onSort?: never });

/** A column head that sorts: by a callback, or by a link where the order is kept in the URL. */
export function SortTh({ children, numeric = false, order, className, onSort, href }: SortThProps) {
  const inside = (
    <>
      {children}
      {order && <Icon name={order === "asc" ? "up" : "down"} size="s" />}
    </>
  );
  return (
    <th
      scope="col"
      aria-sort={order === "asc" ? "ascending" : order === "desc" ? "descending" : "none"}
      className={clsx(numeric && "numeric", className)}
    >
      {href ? (
        <Link href={href} scroll={false} className="sort-button">
          {inside}
        </Link>
      ) : (
        <button type="button" onClick={onSort} className="sort-button">
          {inside}
        </button>
      )}
    </th>
  );
}

/** The name in a row, a link whose target is the whole row. Buttons and fields of the row stay above it. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={clsx("row-link", className)} />;
}
