import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type ModelExport = inferRouterOutputs<AppRouter>["exports"]["byModel"][number];
