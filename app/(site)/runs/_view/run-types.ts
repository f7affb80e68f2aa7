import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type RunSummary = Outputs["runs"]["list"]["rows"][number];
export type RunDetail = Outputs["runs"]["byId"];
export type Estimate = Outputs["launch"]["estimate"];
