import type { Services } from "./services.ts";
import { readShare } from "./shares/read-share.ts";
import type { Context, SharedAccess, TokenAccess, Viewer } from "./trpc.ts";

/**
 * Who sends these headers.
 *
 * @param setCookie gets the renewed cookie when a session was prolonged; without it none is prolonged
 */
export async function readViewer(
  { auth }: Pick<Services, "auth">,
  headers: Headers,
  setCookie?: (cookie: string) => void,
): Promise<Viewer | null> {
  const { headers: answered, response: session } = await auth.api.getSession({
    headers,
    query: { disableRefresh: setCookie === undefined },
    returnHeaders: true,
  });
  for (const cookie of answered.getSetCookie()) setCookie?.(cookie);
  if (!session) return null;
  const { id, name, email, role } = session.user;
  return { id, name, email, role: role === "admin" ? "admin" : "user" };
}

/** Who sends these headers, and by what link: for doors that only hand files out. */
export async function readReader(services: Services, headers: Headers): Promise<Pick<Context, "viewer" | "share">> {
  return { viewer: await readViewer(services, headers), share: await readShare(services, headers) };
}

export function createContext(
  { auth: _, close: __, ...services }: Services,
  viewer: Viewer | null,
  share: SharedAccess | null = null,
  token: TokenAccess | null = null,
): Context {
  return { ...services, viewer, share, token };
}
