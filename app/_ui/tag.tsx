import type { ReactNode } from "react";

/** A short word that sorts a thing: "lab 2", "private". */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>;
}
