/**
 * Content security policy with a nonce per request. Next reads the nonce from the request's header and puts it on its own
 * scripts; every page is dynamic for that reason. Scripts and workers under `/_next/static` carry their own policy
 * (next.config.mjs): a worker obeys the policy of its script's response, not that of the page.
 *
 * A page behind a shared link gets the link's token in the header in which its calls to the API carry it.
 *
 * Embedded models are the only pages that may stand in frames, of any site and of pages opened from a disk. They get no
 * cookies: whoever is signed in is nobody there, so a site that frames them can have nothing of theirs clicked, and they look
 * as the reader's system does.
 */
import { type NextRequest, NextResponse } from "next/server";
import { SHARE_HEADER } from "#domain/shares/share-header";
import { isEmbed, shareTokenOf } from "#domain/shares/share-token-of";

const development = process.env.NODE_ENV === "development";

/** @param ancestors who may show the page in a frame */
const policy = (nonce: string, ancestors: string) =>
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
    `frame-ancestors ${ancestors}`,
    "form-action 'self'",
  ].join("; ");

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const embedded = isEmbed(request.nextUrl.pathname);
  const value = policy(nonce, embedded ? "* file:" : "'none'");
  const headers = new Headers(request.headers);
  const token = shareTokenOf(request.nextUrl);
  if (token) headers.set(SHARE_HEADER, token);
  else headers.delete(SHARE_HEADER);
  if (embedded) headers.delete("cookie");
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
