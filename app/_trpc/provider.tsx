"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { SHARE_HEADER } from "#domain/shares/share-header";
import type { AppRouter } from "#server/router";
import { TRPCProvider } from "./client.ts";
import { edgeLink } from "./edge-link.ts";
import { createQueryClient } from "./query-client.ts";

const url = "/api/trpc";
/** As many calls as the server takes in one request. */
const CALLS_AT_ONCE = 20;
/** A spec with all the blocks that are allowed fits well; servers take 16 kB of headers. */
const URL_LENGTH = 8_000;

let browserQueryClient: QueryClient | undefined;

/** One for the browser; the server makes one per request, so that no request sees another's data. */
function queryClient(): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  browserQueryClient ??= createQueryClient();
  return browserQueryClient;
}

const apiClient = (headers: Record<string, string>, first: TRPCLink<AppRouter>[]) =>
  createTRPCClient<AppRouter>({
    links: [
      ...first,
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: httpBatchLink({
          url,
          headers,
          transformer: superjson,
          maxItems: CALLS_AT_ONCE,
          maxURLLength: URL_LENGTH,
        }),
      }),
    ],
  });

type ApiProviderProps = {
  queries: QueryClient;
  headers: Record<string, string>;
  /** Asked before the server is. */
  first?: TRPCLink<AppRouter>[];
  children: ReactNode;
};

/** The client lives as long as the page: other headers need another provider. */
function ApiProvider({ queries, headers, first = [], children }: ApiProviderProps) {
  const [trpcClient] = useState(() => apiClient(headers, first));
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** @param visitor nobody is signed in */
export const TrpcProvider = ({ visitor, children }: { visitor: boolean; children: ReactNode }) => (
  <ApiProvider queries={queryClient()} headers={{}} first={[edgeLink({ visitor })]}>
    {children}
  </ApiProvider>
);

/** The API as whoever has a shared link sees it, with answers kept apart from their own. */
export function SharedTrpcProvider({ token, children }: { token: string; children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  return (
    <ApiProvider queries={queries} headers={{ [SHARE_HEADER]: token }}>
      {children}
    </ApiProvider>
  );
}
