import { DomainError } from "#domain/errors";
import { type McNemar, mcnemar, type PairedAnswers } from "#domain/evaluation/mcnemar";
import { pairAnswers } from "#domain/evaluation/pair-answers";
import { decodeTestPredictions, type TestPredictions } from "#domain/runs/test-predictions";
import { readCached } from "../artefacts/read-cached.ts";
import { notFound } from "../errors.ts";
import type { Reader } from "../runs/queries.ts";
import { readableRuns } from "../runs/readable.ts";
import type { Context } from "../trpc.ts";

export type PairedRuns = PairedAnswers & McNemar;

/**
 * Which of the same test images two runs got right, and whether they differ by more than chance.
 *
 * @throws DomainError `not-found`; `conflict` when one keeps no single answers or they answered other images
 */
export async function pairRuns(reader: Reader & Pick<Context, "store">, a: string, b: string): Promise<PairedRuns> {
  const rows = await reader.prisma.run.findMany({
    where: { id: { in: [a, b] }, deletedAt: null, ...readableRuns(reader) },
    select: { id: true, name: true, predictionsSha256: true },
  });
  const read = async (id: string): Promise<TestPredictions> => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw notFound("run");
    const bytes = row.predictionsSha256 && (await readCached(reader.store, row.predictionsSha256));
    if (!bytes) throw new DomainError("conflict", `The answers of ${row.name} to the single test images are not kept.`);
    return decodeTestPredictions(bytes);
  };
  const counts = pairAnswers(...(await Promise.all([read(a), read(b)])));
  if (!counts) throw new DomainError("conflict", "The two runs were not tested on the same images.");
  return { ...counts, ...mcnemar(counts) };
}
