import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

type Outputs = inferRouterOutputs<AppRouter>["trainers"];

export type Overview = Outputs["overview"];
export type TrainerLine = Overview["trainers"][number];
export type QueueRow = Overview["queue"][number];
export type WaitingTime = Outputs["waits"][number];
