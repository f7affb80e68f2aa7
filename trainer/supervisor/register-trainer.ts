import type { BackboneId } from "#domain/backbones/backbone-ids";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { Prisma } from "#prisma/client";

/** Makes the trainer known, under its old id if it was here before. */
export async function registerTrainer(
  prisma: Prisma,
  { id, name, engine, backbones }: { id: string; name: string; engine: EngineRecord; backbones: BackboneId[] },
): Promise<void> {
  const now = new Date();
  const values = { name, engine, backbones, startedAt: now, heartbeatAt: now };
  await prisma.trainer.upsert({ where: { id }, create: { id, ...values }, update: values });
}

/** @param backbones those it can train on by now: weights may have come since the last beat */
export async function beatTrainer(prisma: Prisma, id: string, backbones: BackboneId[]): Promise<void> {
  await prisma.$executeRaw`
    UPDATE trainer SET "heartbeatAt" = now(), backbones = ${backbones}::text[] WHERE id = ${id}::uuid`;
}

/** Says good-bye: the trainer counts as gone at once instead of after its silence. */
export async function retireTrainer(prisma: Prisma, id: string): Promise<void> {
  await prisma.trainer.updateMany({ where: { id }, data: { heartbeatAt: new Date(0) } });
}
