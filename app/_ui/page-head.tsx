import type { ReactNode } from "react";

type PageHeadProps = {
  title: ReactNode;
  /** One line of facts under the title; a fragment of `<span>`s is spaced out. */
  facts?: ReactNode;
  /** Buttons, the green one last. */
  actions?: ReactNode;
};

/** Title left, acts right, one line of facts below. */
export function PageHead({ title, facts, actions }: PageHeadProps) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {facts && <div className="facts">{facts}</div>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
