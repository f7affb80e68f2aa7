/** Where a waiting run can go, among those that the viewer may move. */
import type { QueueRow } from "./trainers-types.ts";

export type Moves = {
  /** The run that it would stand before; undefined where it cannot go there, null for the end. */
  first: string | undefined;
  up: string | undefined;
  down: string | null | undefined;
};

/**
 * @param movable in their order
 * @param whole `movable` has the last run of the queue, or all of the viewer's own
 */
export function movesOf(movable: readonly Pick<QueueRow, "id">[], id: string, whole: boolean): Moves {
  const ids = movable.flatMap((row) => row.id ?? []);
  const at = ids.indexOf(id);
  const isLast = at === ids.length - 1;
  const twoOn = ids[at + 2];
  return {
    first: at > 0 ? ids[0] : undefined,
    up: ids[at - 1],
    down: isLast ? undefined : (twoOn ?? (whole ? null : undefined)),
  };
}
