import type { EngineRecord } from "#domain/runs/engine-record";
import type { Prisma } from "#prisma/client";

/** Makes the trainer known, under its old id if it was here before. */
export async function registerTrainer(
  prisma: Prisma,
  { id, name, engine }: { id: string; name: string; engine: EngineRecord },
): Promise<void> {
  const now = new Date();
  const values = { name, engine, startedAt: now, heartbeatAt: now };
  await prisma.trainer.upsert({ where: { id }, create: { id, ...values }, update: values });
}

export async function beatTrainer(prisma: Prisma, id: string): Promise<void> {
  await prisma.$executeRaw`UPDATE trainer SET "heartbeatAt" = now() WHERE id = ${id}::uuid`;
}

/** Says good-bye: the trainer counts as gone at once instead of after its silence. */
export async function retireTrainer(prisma: Prisma, id: string): Promise<void> {
  await prisma.trainer.updateMany({ where: { id }, data: { heartbeatAt: new Date(0) } });
}
