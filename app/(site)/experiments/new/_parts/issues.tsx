"use client";
import { createContext, type ReactNode, useContext } from "react";

const IssuesContext = createContext<ReadonlyMap<string, string>>(new Map());

/** What is wrong with the form as it stands: a message per field, keyed by its path (`spec.epochs`). */
export function Issues({ issues, children }: { issues: ReadonlyMap<string, string>; children: ReactNode }) {
  return <IssuesContext value={issues}>{children}</IssuesContext>;
}

export const useIssue = (path: string): string | undefined => useContext(IssuesContext).get(path);
