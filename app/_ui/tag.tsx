import type { ReactNode } from "react";

type TagProps = { children: ReactNode; onClick?: () => void; title?: string };

/** A short word that sorts a thing: "lab 2", "private". With `onClick` it is a button. */
export function Tag({ children, onClick, title }: TagProps) {
  if (!onClick) return <span className="tag">{children}</span>;
  return (
    <button type="button" className="tag" title={title} onClick={onClick}>
      {children}
    </button>
  );
}
