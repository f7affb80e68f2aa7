import { DATASETS } from "#domain/datasets/catalogue";
import { DomainError } from "#domain/errors";
import { experimentSpecFields } from "#domain/experiments/spec";
import { readCached } from "../artefacts/read-cached.ts";
import { notFound } from "../errors.ts";
import type { Context } from "../trpc.ts";
import type { Reader } from "./queries.ts";
import { readableRuns } from "./readable.ts";

export type RunPredictions = {
  sha256: string;
  /** The file of domain/runs/test-predictions.ts, in base64; `decodeTestPredictions` reads it. */
  file: string;
  classes: string[];
};

/**
 * What a run answered to each image of the test set.
 *
 * @throws DomainError `not-found` when there is no such run for the reader, or it has not been tested
 */
export async function readPredictions(reader: Reader & Pick<Context, "store">, id: string): Promise<RunPredictions> {
  const run = await reader.prisma.run.findFirst({
    where: { id, ...readableRuns(reader) },
    select: { spec: true, predictionsSha256: true },
  });
  if (!run) throw notFound("run");
  return predictionsOf(run, reader.store);
}

/** @throws DomainError `not-found` when the run has not been tested */
export async function predictionsOf(
  { spec, predictionsSha256: sha256 }: { spec: unknown; predictionsSha256: string | null },
  store: Context["store"],
): Promise<RunPredictions> {
  const bytes = sha256 === null ? null : await readCached(store, sha256);
  if (sha256 === null || bytes === null) {
    throw new DomainError(
      "not-found",
      "The answers of this run to the single test images are not kept: it ended before its test, or is older than they are.",
    );
  }
  const { dataset } = experimentSpecFields.parse(spec);
  return { sha256, file: Buffer.from(bytes).toString("base64"), classes: [...DATASETS[dataset].classes] };
}
