import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type LabWork = Outputs["labs"]["work"];
export type LabRun = LabWork["runs"][string];
export type LabProgress = Outputs["labs"]["progress"][number];
export type Candidate = Outputs["labs"]["candidates"][number];
export type DatasetDetail = Outputs["datasets"]["byId"];

/** Of whoever has not begun, and of visitors. */
export const NO_WORK: LabWork = { runs: {}, answers: {}, author: "" };
