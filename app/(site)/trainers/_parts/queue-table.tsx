"use client";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { BACKBONES } from "#domain/backbones/catalogue";
import { IconButton } from "../../../_ui/button.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { Table, Td, Th } from "../../../_ui/table.tsx";
import { Tag } from "../../../_ui/tag.tsx";
import { movesOf } from "../_view/queue-moves.ts";
import type { Overview, QueueRow } from "../_view/trainers-types.ts";
import type { useQueueActs } from "./use-queue-acts.ts";

type QueueTableProps = {
  overview: Overview;
  /** The viewer is an administrator, who orders all runs. */
  steers: boolean;
  acts: Pick<ReturnType<typeof useQueueActs>, "move" | "moving">;
};

/** What waits, in its order. Owners move their own among themselves: by buttons, by the keyboard on them, or by dragging rows. */
export function QueueTable({ overview: { queue, waiting, pausedAt }, steers, acts }: QueueTableProps) {
  const movable = steers ? queue : queue.filter(({ mine }) => mine);
  const whole = !steers || queue.length === waiting;
  const [dragged, setDragged] = useState<string | null>(null);
  const focus = useFocusAfterMove(queue);
  const nameOf = ({ mine, name, place }: QueueRow) => (mine && name !== null ? name : `the run at place ${place}`);
  const move = (row: QueueRow, before: string | null) => {
    if (row.id) acts.move(row.id, before, `Moved ${nameOf(row)}`);
  };
  const drop = (target: QueueRow) => {
    const row = movable.find(({ id }) => id === dragged);
    setDragged(null);
    if (!row || !target.id || row === target) return;
    // Dropped on one further down it goes behind that.
    const at = movable.indexOf(target);
    const before = at > movable.indexOf(row) ? (movable[at + 1]?.id ?? null) : target.id;
    move(row, before);
  };
  return (
    <Plate
      title="Queue"
      caption={
        steers
          ? "people take turns; what you move goes before their turns"
          : "people take turns; your own are in the order that you give them"
      }
    >
      {queue.length === 0 ? (
        <p className="sub">No run waits.</p>
      ) : (
        <Table caption="Runs that wait">
          <thead>
            <tr>
              <Th numeric>Place</Th>
              <Th>Run</Th>
              <Th className="max-tablet:hidden">Waits for</Th>
              <Th numeric className="max-tablet:hidden">
                Launched
              </Th>
              <Th numeric>Starts</Th>
              <Th>
                <span className="sr-only">Order</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {queue.map((row) => {
              const isMovable = row.id !== null && movable.length > 1 && movable.includes(row);
              // The pause is said once, above.
              const reason = pausedAt ? "The queue is paused." : row.waitingFor;
              const moves = row.id && isMovable ? movesOf(movable, row.id, whole) : null;
              return (
                <tr
                  key={row.id ?? `place ${row.place}`}
                  aria-selected={(dragged !== null && dragged === row.id) || undefined}
                  draggable={isMovable}
                  onDragStart={() => setDragged(row.id)}
                  onDragEnd={() => setDragged(null)}
                  onDragOver={(event: DragEvent) => {
                    if (dragged !== null && isMovable) event.preventDefault();
                  }}
                  onDrop={() => drop(row)}
                >
                  <Td numeric>{row.place}</Td>
                  <Td>
                    {row.mine && row.id ? (
                      <Link className="text-link" href={`/runs/${row.id}`}>
                        {row.name}
                      </Link>
                    ) : (
                      <span className="text-ink-2">somebody’s run</span>
                    )}{" "}
                    <Needs row={row} />
                    <span className="block text-xs text-ink-3 tablet:hidden">{reason}</span>
                  </Td>
                  <Td className="text-ink-2 max-tablet:hidden">{reason}</Td>
                  <Td numeric className="faint max-tablet:hidden">
                    <RelativeTime at={row.queuedAt} />
                  </Td>
                  <Td numeric>
                    {row.expectedStart ? <Start at={row.expectedStart} /> : <span className="faint">not known</span>}
                  </Td>
                  <Td className="text-right whitespace-nowrap tablet:w-28">
                    {moves && (
                      <span className="-my-1.5 inline-flex">
                        {(["up", "down"] as const).map((way) => {
                          const before = moves[way];
                          return (
                            <IconButton
                              key={way}
                              ref={focus.keep(row.id, way)}
                              icon={way}
                              label={`Move ${nameOf(row)} ${way}`}
                              aria-disabled={before === undefined || acts.moving || undefined}
                              className="aria-disabled:opacity-35 max-tablet:hidden"
                              onClick={() => {
                                if (before === undefined || acts.moving) return;
                                focus.after(row.id, way);
                                move(row, before);
                              }}
                            />
                          );
                        })}
                        <Menu
                          trigger={<IconButton icon="dots" label={`More for ${nameOf(row)}`} />}
                          entries={[
                            {
                              label: "Move up",
                              icon: "up",
                              phoneOnly: true,
                              disabled: moves.up === undefined,
                              onSelect: () => moves.up !== undefined && move(row, moves.up),
                            },
                            {
                              label: "Move down",
                              icon: "down",
                              phoneOnly: true,
                              disabled: moves.down === undefined,
                              onSelect: () => moves.down !== undefined && move(row, moves.down),
                            },
                            {
                              label: "Move to the front",
                              icon: "up",
                              disabled: moves.first === undefined,
                              onSelect: () => moves.first !== undefined && move(row, moves.first),
                            },
                            {
                              label: "Move to the end",
                              icon: "down",
                              disabled: moves.down === undefined || !whole,
                              onSelect: () => move(row, null),
                            },
                          ]}
                        />
                      </span>
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
      {queue.length < waiting && (
        <p className="caption mt-2">And {formatCount(waiting - queue.length)} more behind them.</p>
      )}
    </Plate>
  );
}

/** What not every trainer has, and whether the place was given. */
function Needs({ row: { needs, pinned } }: { row: QueueRow }) {
  return (
    <>
      {needs.device === "gpu" && <Tag>GPU</Tag>} {needs.backbone && <Tag>{BACKBONES[needs.backbone].title}</Tag>}{" "}
      {pinned && <Tag title="An administrator gave it its place.">placed</Tag>}
    </>
  );
}

/** What should have begun begins with a trainer's next look. */
const Start = ({ at }: { at: Date }) =>
  at.getTime() <= Date.now() + 2_000 ? <span suppressHydrationWarning>any moment</span> : <RelativeTime at={at} />;

/** A row that moves takes the focus along, so that a key pressed again moves it on. */
function useFocusAfterMove(rows: readonly QueueRow[]) {
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const wanted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new order
  useEffect(() => {
    if (wanted.current === null) return;
    if (document.activeElement === document.body) buttons.current.get(wanted.current)?.focus();
  }, [rows]);
  return {
    keep: (id: string | null, way: string) => (button: HTMLButtonElement | null) => {
      if (button) buttons.current.set(`${id} ${way}`, button);
      else buttons.current.delete(`${id} ${way}`);
    },
    after: (id: string | null, way: string) => {
      wanted.current = `${id} ${way}`;
    },
  };
}
