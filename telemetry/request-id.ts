/** Which request the code at hand works for. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

export const REQUEST_ID_HEADER = "x-request-id";
/** What a proxy in front may call a request. */
const GIVEN = /^[A-Za-z0-9._-]{8,64}$/;

/** Next bundles this file more than once; the process has one. */
const STORAGE = Symbol.for("cultivar.request-id");
const shared = globalThis as { [STORAGE]?: AsyncLocalStorage<string> };
const storage = (): AsyncLocalStorage<string> => {
  shared[STORAGE] ??= new AsyncLocalStorage();
  return shared[STORAGE];
};

/** The id, or undefined outside of a request. */
export const currentRequestId = (): string | undefined => storage().getStore();

/** Whatever follows from here on, in this chain of calls, belongs to the request. */
export const enterRequest = (id: string): void => storage().enterWith(id);

/** That of the proxy in front when it gave one that is fit to be written into logs, or a new one. */
export function requestIdFor(given: string | string[] | undefined): string {
  return typeof given === "string" && GIVEN.test(given) ? given : randomUUID();
}
