import clsx from "clsx";
import { type ReactNode, useId } from "react";

type PlateProps = {
  title: ReactNode;
  /** Small grey words beside the title. */
  caption?: ReactNode;
  /** The unit of everything in the section, set grey behind the title. */
  unit?: string;
  /** Right end of the head: quiet buttons. */
  tools?: ReactNode;
  id?: string;
  className?: string;
  children?: ReactNode;
};

/** A section of a page: a rule, a head, the thing itself; no box. */
export function Plate({ title, caption, unit, tools, id, className, children }: PlateProps) {
  const titleId = useId();
  return (
    <section id={id} className={clsx("plate", className)} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>
          {title}
          {unit && <span className="unit"> {unit}</span>}
        </h2>
        {caption && <span className="caption">{caption}</span>}
        {tools && <div className="tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
