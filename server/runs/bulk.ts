/** Commands on many runs at once: each run is done or refused by itself, and the answer says which. */
import { DomainError } from "#domain/errors";
import { notFound } from "../errors.ts";

export type BulkResult = {
  done: string[];
  /** `reason` is one sentence. */
  refused: { id: string; reason: string }[];
};

/**
 * The answer to a command on `ids`.
 *
 * @param done those that it was done to
 * @param refusals why not, for those of the others that are there and this person's; without a reason nothing had to be done
 * @throws DomainError `not-found` when none of them is there
 */
export function bulkResult(
  ids: readonly string[],
  done: ReadonlySet<string>,
  refusals: ReadonlyMap<string, string | null>,
): BulkResult {
  if (ids.every((id) => !done.has(id) && !refusals.has(id))) throw notFound("run");
  const reasons = ids.flatMap((id) => {
    if (done.has(id)) return [];
    const reason = refusals.has(id) ? refusals.get(id) : notFound("run").message;
    return reason ? [{ id, reason }] : [];
  });
  return { done: ids.filter((id) => done.has(id) || refusals.get(id) === null), refused: reasons };
}

/** The same command on one run: a refusal is an error. */
export async function single(result: Promise<BulkResult>): Promise<void> {
  const [refusal] = (await result).refused;
  if (refusal) throw new DomainError("conflict", refusal.reason);
}
