/** Runs that are chosen for a command, over any number of pages. Never changed, only replaced. */
import { RUNS_AT_ONCE } from "#domain/limits";
import type { RunState } from "#domain/runs/states";

export type ChosenRun = { id: string; name: string; state: RunState; tags: readonly string[] };
export type Selection = ReadonlyMap<string, ChosenRun>;

export const NOTHING: Selection = new Map();

const chosen = ({ id, name, state, tags }: ChosenRun): [string, ChosenRun] => [id, { id, name, state, tags }];

/** Those and `runs`, as many as one command takes; what is already among them is counted once. */
export const withRuns = (selection: Selection, runs: readonly ChosenRun[]): Selection =>
  new Map([...new Map([...selection, ...runs.map(chosen)])].slice(0, RUNS_AT_ONCE));

export function withoutRuns(selection: Selection, runs: readonly Pick<ChosenRun, "id">[]): Selection {
  const gone = new Set(runs.map(({ id }) => id));
  return new Map([...selection].filter(([id]) => !gone.has(id)));
}

/** Changes one run, or all rows from `anchor` to it, to what the one becomes. */
export function toggled(
  selection: Selection,
  rows: readonly ChosenRun[],
  id: string,
  anchor: string | null,
): Selection {
  const to = rows.findIndex((row) => row.id === id);
  const from = anchor === null ? -1 : rows.findIndex((row) => row.id === anchor);
  const range = from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return selection.has(id) ? withoutRuns(selection, range) : withRuns(selection, range);
}

/** What is shown of a chosen run may have changed since. */
export function brushedUp(selection: Selection, rows: readonly ChosenRun[]): Selection {
  const stale = rows.filter((row) => {
    const before = selection.get(row.id);
    return before && (before.state !== row.state || before.name !== row.name || before.tags.join() !== row.tags.join());
  });
  return stale.length === 0 ? selection : withRuns(selection, stale);
}

/** The first names, and how many more: "a, b and 12 more". */
export function namesInShort(selection: Selection, most = 3): string {
  const names = [...selection.values()].map(({ name }) => name);
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}
