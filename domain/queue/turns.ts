/**
 * Who is next: the one rule by which trainers take runs and pages say when one will start. People take turns: of two the one
 * goes first who has fewer runs in training. Among the runs of one person, and where two have the same number, the higher
 * `jobPriority` goes first, then who waits longer.
 */

export type QueuedTurn = {
  id: string;
  ownerId: string;
  /** Place that an administrator gave it, before all turns; null for most. */
  pinned: number | null;
  /** Place among its owner's that they gave it, before those without; null for most. */
  position: number | null;
  priority: number;
  queuedAt: Date;
};

/**
 * The runs in the order in which they would be taken if none ended meanwhile.
 *
 * @param running runs in training of each owner; who is missing has none
 */
export function inTurn<Run extends QueuedTurn>(
  waiting: readonly Run[],
  running: ReadonlyMap<string, number> = new Map(),
): Run[] {
  const turns = [...Map.groupBy(waiting, ({ ownerId }) => ownerId)].flatMap(([ownerId, own]) =>
    own.sort(compareOwn).map((run, ahead) => ({ run, turn: (running.get(ownerId) ?? 0) + ahead })),
  );
  turns.sort(
    (a, b) =>
      nullsLast(a.run.pinned, b.run.pinned) ||
      (a.run.pinned === null ? a.turn - b.turn : 0) ||
      compareWaiting(a.run, b.run),
  );
  return turns.map(({ run }) => run);
}

/** The order among the runs of one person. */
const compareOwn = (a: QueuedTurn, b: QueuedTurn): number =>
  nullsLast(a.pinned, b.pinned) || nullsLast(a.position, b.position) || compareWaiting(a, b);

const compareWaiting = (a: QueuedTurn, b: QueuedTurn): number =>
  b.priority - a.priority || a.queuedAt.getTime() - b.queuedAt.getTime() || (a.id < b.id ? -1 : 1);

const nullsLast = (a: number | null, b: number | null): number =>
  a === b ? 0 : (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);
