/**
 * Answers that many get at once are put into writing once: a thousand watchers of a run get what was written for the first.
 */
import superjson, { type SuperJSONResult } from "superjson";
import { serialize } from "./serialize.ts";

const written = new WeakMap<object, SuperJSONResult | null>();

/** Marks an answer that is given more than once and never changes. */
export function writtenOnce<T extends object>(answer: T): T {
  written.set(answer, null);
  return answer;
}

/** How values travel: as superjson writes them; what is marked is written once. */
export const transformer = {
  serialize(value: unknown): SuperJSONResult {
    if (typeof value !== "object" || value === null) return serialize(value);
    const known = written.get(value);
    if (known) return known;
    const result = serialize(value);
    if (known === null) written.set(value, result);
    return result;
  },
  deserialize: <T>(value: SuperJSONResult): T => superjson.deserialize<T>(value),
};
