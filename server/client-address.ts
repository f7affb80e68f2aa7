/**
 * Tells route handlers which address a connection comes from. Next gives them no socket, and keeps an `X-Forwarded-For`
 * that the client wrote. So each request gets the socket's address in a header whose name is made by chance in this process:
 * nobody outside knows it, so nobody can forge it.
 */
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** Next bundles this file more than once; the process has one name. */
const HEADER = Symbol.for("cultivar.client-address-header");
const shared = globalThis as { [HEADER]?: string };

/** Marks the requests of every HTTP server of this process from now on. Called once, before the first request. */
export function markClientAddresses(): void {
  if (shared[HEADER] !== undefined) return;
  const header = `x-client-address-${randomBytes(16).toString("hex")}`;
  shared[HEADER] = header;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[header] = request.socket.remoteAddress ?? "";
  });
}

/** The header's name, or undefined where requests are not marked (a host that runs no HTTP server of Node's). */
export const clientAddressHeader = (): string | undefined => shared[HEADER];
