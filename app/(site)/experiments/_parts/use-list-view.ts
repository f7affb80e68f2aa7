"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ListView, parseView, viewQuery } from "../_view/list-view.ts";

export type SetView = (next: ListView, how?: "push" | "replace") => void;

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useListView(): [ListView, SetView] {
  const params = useSearchParams();
  const view = useMemo(() => parseView(new URLSearchParams(params)), [params]);
  const setView = useCallback<SetView>((next, how = "push") => {
    const url = `/experiments${viewQuery(next)}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return [view, setView];
}
