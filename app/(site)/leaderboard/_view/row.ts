import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>["models"];
export type LeaderboardRow = Outputs["leaderboard"]["rows"][number];
