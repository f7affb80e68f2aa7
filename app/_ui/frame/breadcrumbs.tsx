import { Fragment } from "react";
import { Icon } from "../icon.tsx";
import { Link } from "../link.tsx";

type BreadcrumbsProps = {
  /** From the outside in; the last one is this page and needs no address, nor does what can be seen by a link alone. */
  items: readonly { label: string; href?: string }[];
};

/** Where this page is. Rendered by the page, laid over the top bar. */
export function Breadcrumbs({ items }: BreadcrumbsProps) {
  return (
    <nav className="breadcrumbs" aria-label="Breadcrumb">
      <ol>
        {items.map(({ label, href }, index) => (
          <Fragment key={label}>
            {index < items.length - 1 ? (
              <li>
                {href ? <Link href={href}>{label}</Link> : label}
                <Icon name="chevron" />
              </li>
            ) : (
              <li>
                <span aria-current="page">{label}</span>
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
