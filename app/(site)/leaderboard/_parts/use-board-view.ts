"use client";
import { useSearchParams } from "next/navigation";
import { type BoardView, boardPath, parseBoard } from "../_view/board-view.ts";

export type SetBoardView = (next: BoardView, how?: "push" | "replace") => void;

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useBoardView(): [BoardView, SetBoardView] {
  const view = parseBoard(new URLSearchParams(useSearchParams()));
  const setView: SetBoardView = (next, how = "push") => {
    if (how === "push") window.history.pushState(null, "", boardPath(next));
    else window.history.replaceState(null, "", boardPath(next));
  };
  return [view, setView];
}
