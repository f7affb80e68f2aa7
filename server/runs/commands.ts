import { DomainError } from "#domain/errors";
import { experimentSpec } from "#domain/experiments/spec";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import type { Context } from "../trpc.ts";
import { lockUser, startRun } from "./start-run.ts";

type Parts = Pick<Context, "prisma" | "queue" | "now">;

/** Asks the trainer to end a running run after its current epoch, with a result. */
export async function stopRun({ prisma }: Pick<Parts, "prisma">, id: string, ownerId: string): Promise<void> {
  const own = { id, ownerId };
  const isStopping = await prisma.$transaction(async (tx) => {
    const asked = await tx.run.updateMany({
      where: { ...own, state: "running", command: "none" },
      data: { command: "stop" },
    });
    if (asked.count > 0) await recordActions(tx, [{ action: "stop-asked", actorId: ownerId, ownerId, runId: id }]);
    return asked.count > 0 || (await tx.run.count({ where: { ...own, state: "running", command: "stop" } })) > 0;
  });
  if (isStopping) return;
  const run = await prisma.run.findFirst({ where: own, select: { state: true } });
  if (!run) throw notFound("run");
  throw new DomainError(
    "conflict",
    run.state === "queued"
      ? "This run has not started; cancel it instead."
      : run.state === "running"
        ? "This run is being cancelled."
        : "This run has ended already.",
  );
}

/** Trains the same spec once more, as another run of the same experiment. */
export async function runAgain({ prisma, queue, now }: Parts, id: string, ownerId: string): Promise<{ runId: string }> {
  const runId = await prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const run = await tx.run.findFirst({ where: { id, ownerId } });
    if (!run) throw notFound("run");
    const { experimentId, name } = run;
    const spec = experimentSpec.parse(run.spec);
    const runId = await startRun(tx, queue, { ownerId, experimentId, name, spec }, now());
    await recordActions(tx, [{ action: "launched-again", actorId: ownerId, ownerId, runId, details: { from: id } }]);
    return runId;
  });
  return { runId };
}
