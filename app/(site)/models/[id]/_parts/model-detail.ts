import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type ModelDetail = inferRouterOutputs<AppRouter>["models"]["byId"];
