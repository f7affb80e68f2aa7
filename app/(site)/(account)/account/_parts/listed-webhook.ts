import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type ListedWebhook = inferRouterOutputs<AppRouter>["webhooks"]["list"][number];
