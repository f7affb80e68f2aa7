import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

/** A model that may be used here: published, or the viewer's own. */
export type UsableModel = inferRouterOutputs<AppRouter>["models"]["usable"][number];
