/** On which pretrained networks somebody here can train: Xception's weights have to be fetched, and may not be. */
import { BACKBONE_IDS, type BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { DomainError } from "#domain/errors";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { Prisma } from "#prisma/generated/client";
import { aliveAt } from "./queue-state.ts";

export type Backbones = {
  /** Trainers that are heard of. */
  trainers: number;
  /** What at least one of them has weights of, or gets them by itself. */
  trainable: BackboneId[];
};

export async function findBackbones(prisma: Pick<Prisma.TransactionClient, "trainer">, now: Date): Promise<Backbones> {
  const trainers = await prisma.trainer.findMany({
    where: aliveAt(now),
    select: { backbones: true },
  });
  const trainable = BACKBONE_IDS.filter((id) => trainers.some(({ backbones }) => backbones.includes(id)));
  return { trainers: trainers.length, trainable };
}

/**
 * Refuses what would wait only to fail. Without any trainer nothing is known, and a run may wait for one.
 *
 * @throws DomainError `conflict` when there are trainers and none has the weights that one of the specs needs
 */
export async function requireTrainable(
  prisma: Pick<Prisma.TransactionClient, "trainer">,
  specs: readonly Pick<ExperimentSpec, "architecture">[],
  now: Date,
): Promise<void> {
  const needed = new Set(specs.flatMap(({ architecture }) => architecture.backbone?.id ?? []));
  if (needed.size === 0) return;
  const { trainers, trainable } = await findBackbones(prisma, now);
  const missing = BACKBONE_IDS.find((id) => needed.has(id) && !trainable.includes(id));
  if (trainers === 0 || missing === undefined) return;
  const { title } = BACKBONES[missing];
  throw new DomainError(
    "conflict",
    `No trainer that is connected has the weights of ${title}. Get them with “npm run backbone -- ${missing}” on the trainer’s machine, or start the trainer with XCEPTION_WEIGHTS=/path/to/the/file.`,
    "architecture.backbone.id",
  );
}
