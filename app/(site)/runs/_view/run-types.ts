import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>;

/** A run as a row of the runs table, with the columns that it was asked for. */
export type RunListRow = Outputs["runs"]["list"]["rows"][number];
export type RunSummary = Omit<RunListRow, "values" | "features">;
export type RunDetail = Outputs["runs"]["byId"];
export type FeatureProgress = NonNullable<RunDetail["features"]>;
export type Estimate = Outputs["launch"]["estimate"];
