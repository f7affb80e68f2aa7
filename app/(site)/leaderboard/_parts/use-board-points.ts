"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fromColumns } from "#domain/models/board-points";
import { useTRPC } from "../../../_trpc/client.ts";
import { type BoardView, pointsInput } from "../_view/board-view.ts";

/** The ranked models that a view leaves, those on the Pareto front marked; those of the view before while they come. */
export function useBoardPoints(view: BoardView) {
  const trpc = useTRPC();
  return useQuery(
    trpc.models.leaderboardPoints.queryOptions(pointsInput(view), {
      placeholderData: keepPreviousData,
      select: fromColumns,
    }),
  );
}
