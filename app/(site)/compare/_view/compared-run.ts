import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>["comparisons"];

export type ComparedRun = Outputs["byIds"]["runs"][number];
export type GoneRun = Outputs["byIds"]["gone"][number];
export type PairedRuns = Outputs["pair"];

/** A run with the looks that it has on the page. */
export type ShownRun = ComparedRun & { slot: number; label: string; short: string };
