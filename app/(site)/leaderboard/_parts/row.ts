import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type LeaderboardRow = inferRouterOutputs<AppRouter>["models"]["leaderboard"]["rows"][number];
