/** What is known of a trainer: it says so itself, when it begins and with each heartbeat. */
import type { BackboneId } from "#domain/backbones/backbone-ids";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { Prisma } from "#prisma/client";
import type { MachineState } from "./machine.ts";

export type TrainerFacts = {
  id: string;
  name: string;
  engine: EngineRecord;
  /** Runs side by side. */
  slots: number;
  codeVersion: string;
  backbones: BackboneId[];
};

/** Makes the trainer known, under its old id if it was here before; one that was drained stays so. */
export async function registerTrainer(prisma: Prisma, { id, ...facts }: TrainerFacts): Promise<void> {
  const now = new Date();
  const values = { ...facts, stopping: false, startedAt: now, heartbeatAt: now };
  await prisma.trainer.upsert({ where: { id }, create: { id, ...values }, update: values });
}

/** @param backbones those it can train on by now: weights may have come since the last beat */
export async function beatTrainer(
  prisma: Prisma,
  id: string,
  backbones: BackboneId[],
  { memoryBytes, memoryUsedBytes, load }: MachineState,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE trainer SET "heartbeatAt" = now(), backbones = ${backbones}::text[], "memoryBytes" = ${memoryBytes}::float8,
           "memoryUsedBytes" = ${memoryUsedBytes}::float8, load = ${load}::float8
     WHERE id = ${id}::uuid`;
}

/** Says that it gives its runs back and ends. */
export async function announceStop(prisma: Prisma, id: string): Promise<void> {
  await prisma.trainer.updateMany({ where: { id }, data: { stopping: true } });
}

/** Says good-bye: the trainer counts as gone at once instead of after its silence. */
export async function retireTrainer(prisma: Prisma, id: string): Promise<void> {
  await prisma.$executeRaw`UPDATE trainer SET "heartbeatAt" = now() - interval '1 minute' WHERE id = ${id}::uuid`;
}

/** Forgets trainers that have been gone for a week, and training time that no day counts any more. */
export async function forgetOld(prisma: Prisma): Promise<void> {
  await prisma.$executeRaw`DELETE FROM trainer WHERE "heartbeatAt" < now() - interval '7 days'`;
  await prisma.$executeRaw`DELETE FROM training_time WHERE "until" < now() - interval '7 days'`;
}
