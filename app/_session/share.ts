import "server-only";
import { getContext } from "../_trpc/server.ts";

/** The link that the page is looked at by; null when there is none, or when it is no longer valid. */
export const getShare = async () => (await getContext()).share;
