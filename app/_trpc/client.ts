import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/router";

/** Procedures as options for TanStack Query, within `TrpcProvider`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
