/** The API for server components: the same procedures and checks, without HTTP. */
import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, createElement, type ReactNode } from "react";
import type { DatasetId } from "#domain/datasets/catalogue";
import { createContext, readViewer } from "#server/context";
import { appRouter, createCaller } from "#server/router";
import { stringify } from "#server/serialize";
import { getServices } from "#server/services";
import { readShare } from "#server/shares/read-share";
import { createQueryClient } from "./query-client.ts";

/** All that a page says of a ranking is of the same one, which is compared with the database once. */
const readRanking = cache((dataset: DatasetId) => getServices().ranking(dataset));

/** Who asks and with what, once per request. */
export const getContext = cache(async () => {
  // First, so that a page is known to be dynamic before it needs what a build has not.
  const asked = await headers();
  const services = getServices();
  const context = createContext(services, await readViewer(services, asked), await readShare(services, asked));
  return { ...context, ranking: readRanking };
});

export const getQueryClient = cache(createQueryClient);

/** Procedures as options for TanStack Query: `await getQueryClient().prefetchQuery(trpc.runs.list.queryOptions(…))`. */
export const trpc = createTRPCOptionsProxy({ ctx: getContext, router: appRouter, queryClient: getQueryClient });

/** Procedures as functions: `await api.models.leaderboard({})`. */
export const api = createCaller(getContext);

/**
 * Passes on what the request's query client has fetched: await `prefetchQuery` before, for what the first HTML is to show;
 * what is still being fetched follows in the same response.
 */
export function HydrateClient({ children }: { children: ReactNode }) {
  // As one text, which React passes on as it is instead of walking through it.
  const state = dehydrate(getQueryClient(), { serializeData: stringify });
  return createElement(HydrationBoundary, { state }, children);
}
