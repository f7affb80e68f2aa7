import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>["sweeps"];

export type SweepDetail = Outputs["byId"];
export type SweepRun = SweepDetail["runs"][number];
export type SweepSummary = Outputs["list"]["rows"][number];
export type SweepEstimate = Outputs["estimate"];
