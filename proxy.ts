/**
 * Content security policy with a nonce per request. Next reads the nonce from the request's header and puts it on its own
 * scripts; every page is dynamic for that reason. Scripts and workers under `/_next/static` carry their own policy
 * (next.config.mjs): a worker obeys the policy of its script's response, not that of the page.
 *
 * A page behind a shared link gets the link's token in the header in which its calls to the API carry it.
 */
import { type NextRequest, NextResponse } from "next/server";
import { SHARE_HEADER } from "#domain/shares/share-header";

const development = process.env.NODE_ENV === "development";

const policy = (nonce: string) =>
  [
    "default-src 'self'",
    // WebAssembly runs the models; React's development build needs eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const value = policy(nonce);
  const headers = new Headers(request.headers);
  const token = /^\/s\/([^/]+)$/.exec(request.nextUrl.pathname)?.[1];
  if (token) headers.set(SHARE_HEADER, token);
  else headers.delete(SHARE_HEADER);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", value);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", value);
  return response;
}

export const config = {
  // Whatever may become a document, also when it is fetched ahead of time; the rest has its policy from next.config.mjs.
  matcher: "/((?!api/|m/|_next/static|_next/image|icon.svg|favicon.ico|studio-offline.js).*)",
};
