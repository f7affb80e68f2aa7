"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { changedQuery, type DatasetView, parseDatasetView } from "../../_view/dataset-view.ts";

export type ChangeDatasetView = (change: Partial<DatasetView>) => void;

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useDatasetView(classes: number): [DatasetView, ChangeDatasetView] {
  const pathname = usePathname();
  const settled = useSearchParams().toString();
  // The router follows the address a moment later; what is typed stands in its field at once.
  const [query, setQuery] = useState(settled);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` tells when, the address itself what
  useEffect(() => setQuery(window.location.search), [settled]);
  const view = useMemo(() => parseDatasetView(new URLSearchParams(query), classes), [query, classes]);
  const change = useCallback<ChangeDatasetView>(
    (part) => {
      // From the address, not from what was drawn last: two changes may follow each other closely.
      const next = changedQuery(window.location.search, part, classes);
      setQuery(next);
      window.history.replaceState(null, "", `${pathname}${next}`);
    },
    [pathname, classes],
  );
  return [view, change];
}
