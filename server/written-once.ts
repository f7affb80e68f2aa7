/**
 * Answers that many get at once are put into writing once: superjson walks through an answer for each of a thousand watchers
 * of a run as it does for one.
 */
import superjson, { type SuperJSONResult } from "superjson";

const written = new WeakMap<object, SuperJSONResult | null>();

/** Marks an answer that is given more than once and never changes. */
export function writtenOnce<T extends object>(answer: T): T {
  written.set(answer, null);
  return answer;
}

/** How values travel: superjson, which writes what is marked once. */
export const transformer = {
  serialize(value: unknown): SuperJSONResult {
    if (typeof value !== "object" || value === null) return superjson.serialize(value);
    const known = written.get(value);
    if (known) return known;
    const result = superjson.serialize(value);
    if (known === null) written.set(value, result);
    return result;
  },
  deserialize: <T>(value: SuperJSONResult): T => superjson.deserialize<T>(value),
};
