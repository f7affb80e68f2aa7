import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import superjson from "superjson";

/** Refusals stay refusals; only what may pass by itself is tried again. */
export const mayPass = (error: unknown): boolean => {
  if (!(error instanceof TRPCClientError)) return true;
  const status: unknown = error.data?.httpStatus;
  return typeof status !== "number" || status >= 500;
};

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just sent need not be fetched at once.
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
      dehydrate: {
        // What is still on its way reaches the browser in the same response, once it is there.
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.parse },
    },
  });
}
