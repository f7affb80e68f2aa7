import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>["datasets"];
export type DatasetDetail = Outputs["byId"];
export type DatasetSummary = Outputs["list"][number];
