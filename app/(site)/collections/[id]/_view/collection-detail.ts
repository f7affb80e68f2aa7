import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type CollectionDetail = inferRouterOutputs<AppRouter>["collections"]["byId"];
export type Version = CollectionDetail["versions"][number];
