/** The API for server components: the same procedures and checks, without HTTP. */
import "server-only";
import { dehydrate, type FetchQueryOptions, HydrationBoundary, type QueryKey } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, createElement, type ReactNode } from "react";
import { createContext, readViewer } from "#server/context";
import { appRouter, createCaller } from "#server/router";
import { getServices } from "#server/services";
import { createQueryClient } from "./query-client.ts";

/** Who asks and with what, once per request. */
export const getContext = cache(async () => {
  // First, so that a page is known to be dynamic before it needs what a build has not.
  const asked = await headers();
  const services = getServices();
  return createContext(services, await readViewer(services, asked));
});

export const getQueryClient = cache(createQueryClient);

/** Procedures as options for TanStack Query, to `prefetch`. */
export const trpc = createTRPCOptionsProxy({ ctx: getContext, router: appRouter, queryClient: getQueryClient });

/** Procedures as functions: `await api.models.leaderboard({})`. */
export const api = createCaller(getContext);

/** Starts a query whose result travels to the browser with the page, in `HydrateClient`. */
export function prefetch<Data, Failure, Shown, Key extends QueryKey>(
  options: FetchQueryOptions<Data, Failure, Shown, Key>,
): void {
  void getQueryClient().prefetchQuery(options);
}

export function HydrateClient({ children }: { children: ReactNode }) {
  return createElement(HydrationBoundary, { state: dehydrate(getQueryClient()) }, children);
}
