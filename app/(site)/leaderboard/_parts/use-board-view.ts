"use client";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type BoardView, changedPath, parseBoard } from "../_view/board-view.ts";

/** Changes some of the view in the address, as it is by then: a page that is still drawing may not show all of it. */
export type SetBoardView = (change: Partial<BoardView>, how?: "push" | "replace") => void;

const setView: SetBoardView = (change, how = "push") => {
  const path = changedPath(window.location.search, change);
  if (how === "push") window.history.pushState(null, "", path);
  else window.history.replaceState(null, "", path);
};

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useBoardView(): [BoardView, SetBoardView] {
  const params = useSearchParams();
  const view = useMemo(() => parseBoard(new URLSearchParams(params)), [params]);
  return [view, setView];
}
