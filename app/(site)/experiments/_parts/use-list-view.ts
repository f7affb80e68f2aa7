"use client";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type ListView, parseView, viewQuery } from "../_view/list-view.ts";

/** Changes the view in the address. `change` gets the view as it is by then, which a page that is still drawing may not show. */
export type SetView = (change: (view: ListView) => ListView, how?: "push" | "replace") => void;

const setView: SetView = (change, how = "push") => {
  const view = parseView(new URLSearchParams(window.location.search));
  const url = `/experiments${viewQuery(change(view))}`;
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
};

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useListView(): [ListView, SetView] {
  const params = useSearchParams();
  const view = useMemo(() => parseView(new URLSearchParams(params)), [params]);
  return [view, setView];
}
