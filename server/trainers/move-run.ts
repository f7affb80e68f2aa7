import { DomainError } from "#domain/errors";
import type { Prisma } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { type PlacedRun, readQueueState } from "../launch/queue-state.ts";
import type { Context, Viewer } from "../trpc.ts";

/**
 * Gives a waiting run the place before another, or the last. Owners order their own among themselves; administrators order
 * all, and what they have ordered goes before everybody's turns.
 *
 * @param before the run that it goes before; null puts it last
 * @returns the run that it stood before, for undo; null when it was the last
 * @throws DomainError `not-found` when it is not there or not the viewer's, `conflict` when one of the two waits no more
 */
export async function moveRun(
  { prisma, now }: Pick<Context, "prisma" | "now">,
  { id, before }: { id: string; before: string | null },
  viewer: Viewer,
): Promise<{ stoodBefore: string | null }> {
  return prisma.$transaction(async (tx) => {
    // Trainers take runs under the same row: nothing moves while one is taken.
    await tx.$queryRaw`SELECT 1 FROM queue_state FOR UPDATE`;
    const { waiting } = await readQueueState(tx, now());
    const isAdmin = viewer.role === "admin";
    const list = isAdmin ? waiting : waiting.filter(({ ownerId }) => ownerId === viewer.id);
    const from = list.findIndex((run) => run.id === id);
    const moved = list[from];
    if (!moved) throw await whyNot(tx, id, viewer);
    const rest = list.filter((run) => run !== moved);
    const to = before === null ? rest.length : rest.findIndex((run) => run.id === before);
    if (to < 0) throw new DomainError("conflict", "The run that it should go before waits no more. Look again.");
    const order = rest.toSpliced(to, 0, moved);
    // What has been given no place, and comes after all that have one, goes on taking turns.
    const last = order.findLastIndex(({ pinned, position }) => pinned !== null || (!isAdmin && position !== null));
    const placed = order.slice(0, Math.max(to, last) + 1);
    await (isAdmin ? pin(tx, placed) : arrange(tx, placed));
    const details = { from: String(from + 1), to: String(to + 1) };
    await recordActions(tx, [{ action: "moved", actorId: viewer.id, ownerId: moved.ownerId, runId: id, details }]);
    return { stoodBefore: list[from + 1]?.id ?? null };
  });
}

async function whyNot(tx: Prisma.TransactionClient, id: string, viewer: Viewer): Promise<DomainError> {
  const own = await tx.run.count({ where: { id, ...(viewer.role === "admin" ? {} : { ownerId: viewer.id }) } });
  if (own === 0) return notFound("run");
  return new DomainError("conflict", "This run waits no more: it has started, has ended, or is held. Look again.");
}

/** Before all turns, in this order. */
async function pin(tx: Prisma.TransactionClient, order: readonly PlacedRun[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET pinned = place
      FROM unnest(${order.map(({ id }) => id)}::uuid[]) WITH ORDINALITY AS given(id, place)
     WHERE run.id = given.id AND pinned IS DISTINCT FROM place`;
}

/** In this order before all others of the same person; places that an administrator gave stay with the person. */
async function arrange(tx: Prisma.TransactionClient, order: readonly PlacedRun[]): Promise<void> {
  const pins = order.flatMap(({ pinned }) => pinned ?? []).sort((a, b) => a - b);
  const given = order.map(({ id }, index) => ({ id, pinned: pins[index] ?? null }));
  await tx.$executeRaw`
    UPDATE run SET position = place, pinned = given.pinned
      FROM unnest(${given.map(({ id }) => id)}::uuid[], ${given.map(({ pinned }) => pinned)}::int[])
           WITH ORDINALITY AS given(id, pinned, place)
     WHERE run.id = given.id`;
}
