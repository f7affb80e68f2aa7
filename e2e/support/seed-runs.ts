/** Ended runs of a person, written straight into the system's database: more than a test could train. */
import { createPrisma } from "#prisma/client";

export type SeededRun = {
  name: string;
  learningRate: number;
  /** Validation loss over the epochs. */
  losses: readonly number[];
  tags?: readonly string[];
};

/** @param runId a run of the person that was really trained: the seeded ones are copies of it with other histories */
export async function seedRuns(runId: string, runs: readonly SeededRun[]): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL must name the database of the system under test; npm test sets it.");
  const prisma = createPrisma(url, { max: 2, applicationName: "cultivar-e2e" });
  try {
    const { id: _, ...model } = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const startedAt = new Date(Date.now() - 86_400_000);
    for (const { name, learningRate, losses, tags = [] } of runs) {
      const spec = structuredClone(model.spec) as { optimizer: { learningRate: number } };
      spec.optimizer.learningRate = learningRate;
      const accuracies = losses.map((loss) => 1 / (1 + loss));
      const best = Math.max(...accuracies);
      await prisma.run.create({
        data: {
          ...model,
          engine: model.engine ?? {},
          failure: undefined,
          confusion: model.confusion ?? [],
          name,
          spec,
          tags: [...tags],
          state: "succeeded",
          startedAt,
          queuedAt: startedAt,
          createdAt: startedAt,
          bestEpoch: accuracies.indexOf(best) + 1,
          bestValidationAccuracy: best,
          epochs: {
            create: losses.map((loss, index) => ({
              epoch: index + 1,
              trainLoss: loss,
              trainAccuracy: 0.5,
              validationLoss: loss,
              validationAccuracy: accuracies[index] ?? 0,
              seconds: 1,
              imagesPerSecond: 1000,
            })),
          },
          metrics: {
            create: {
              metric: "validationLoss",
              count: losses.length,
              first: losses[0] ?? 0,
              last: losses.at(-1) ?? 0,
              min: Math.min(...losses),
              max: Math.max(...losses),
            },
          },
        },
      });
    }
  } finally {
    await prisma.$disconnect();
  }
}
