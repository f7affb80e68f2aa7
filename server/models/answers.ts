import { notFound } from "../errors.ts";
import { predictionsOf, type RunPredictions } from "../runs/predictions.ts";
import type { Context } from "../trpc.ts";
import { type ModelReader, visibleTo } from "./visibility.ts";

/**
 * What the trainer had a model answer to each image of the test set. Whoever sees the model may ask: they could compute it.
 *
 * @throws DomainError `not-found` when there is no such model for this reader, or its answers were not kept
 */
export async function readModelAnswers(
  { prisma, store, ...reader }: ModelReader & Pick<Context, "prisma" | "store">,
  id: string,
): Promise<RunPredictions> {
  const model = await prisma.model.findFirst({
    where: { id, ...visibleTo(reader) },
    select: { run: { select: { spec: true, predictionsSha256: true } } },
  });
  if (!model) throw notFound("model");
  return predictionsOf(model.run, store);
}
