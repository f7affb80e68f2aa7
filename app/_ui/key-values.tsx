import clsx from "clsx";
import { Fragment, type ReactNode } from "react";

type KeyValuesProps = { items: readonly { key: string; value: ReactNode }[]; className?: string };

/** Facts in two columns, the value at the right edge. */
export function KeyValues({ items, className }: KeyValuesProps) {
  return (
    <dl className={clsx("key-values", className)}>
      {items.map(({ key, value }) => (
        <Fragment key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
