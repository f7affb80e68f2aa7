import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type CompareView, parseView, viewQuery } from "../_view/compare-view.ts";

export type ChangeView = (change: (view: CompareView) => CompareView, how?: "push" | "replace") => void;

/** The query of the address, spelled as the router spells it: whatever spells it otherwise is another state, and draws again. */
const addressed = () => new URLSearchParams(window.location.search).toString();

/**
 * The view in the address, and a way to change it that needs no round trip to the server.
 *
 * @param fixed the runs of a shared link, which its address does not name
 */
export function useCompareView(fixed?: readonly string[]): [CompareView, ChangeView] {
  const pathname = usePathname();
  const settled = useSearchParams().toString();
  // The router follows the address a moment later; a switch that is pressed moves at once.
  const [query, setQuery] = useState(settled);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` tells when, the address itself what
  useEffect(() => setQuery(addressed()), [settled]);
  const view = useMemo(() => parseView(new URLSearchParams(query), fixed), [query, fixed]);
  const change = useCallback<ChangeView>(
    (of, how = "replace") => {
      // From the address, not from what was drawn last: two changes may follow each other closely.
      const now = parseView(new URLSearchParams(addressed()), fixed);
      const next = viewQuery(of(now), fixed === undefined);
      const url = next ? `${pathname}?${next}` : pathname;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
      setQuery(addressed());
    },
    [pathname, fixed],
  );
  return [view, change];
}
