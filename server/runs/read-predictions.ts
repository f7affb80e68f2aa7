import { notFound } from "../errors.ts";
import type { Context } from "../trpc.ts";
import type { Reader } from "./queries.ts";
import { readableRuns } from "./readable.ts";

/** The file of domain/runs/test-predictions.ts in base64, with the names of its classes; null when the run keeps none. */
export async function readPredictions(reader: Reader & Pick<Context, "store">, id: string): Promise<string | null> {
  const run = await reader.prisma.run.findFirst({
    where: { id, ...readableRuns(reader) },
    select: { predictionsSha256: true },
  });
  if (!run) throw notFound("run");
  const bytes = run.predictionsSha256 && (await reader.store.get(run.predictionsSha256));
  return bytes ? Buffer.from(bytes).toString("base64") : null;
}
