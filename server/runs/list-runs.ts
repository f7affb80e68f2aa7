import { type SpecValue, specValue } from "#domain/experiments/spec-fields";
import { RUNS_AT_ONCE } from "#domain/limits";
import { findRunColumn, type RunColumn } from "#domain/runs/run-columns";
import { filterValue, type RunFilter } from "#domain/runs/run-filter";
import { RUN_STATES, type RunState } from "#domain/runs/states";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { queuePlaces, readQueueState } from "../launch/queue-state.ts";
import { type FeatureProgress, readFeatureProgress } from "./features.ts";
import type { ListRunsInput, RunSelection } from "./list-input.ts";
import { columnSql, fromSql, joinsSql, matchingSql, orderSql, stateSql } from "./list-sql.ts";
import { readRunCounts } from "./run-counts.ts";
import { type RunSummary, readSummaries, specOf, toRunSummary } from "./summary.ts";

export type ColumnValue = SpecValue | Date | string[];

export type RunListRow = RunSummary & {
  /** Column → value, for the columns that were asked for and that are more than drawn. */
  values: Record<string, ColumnValue>;
  /** How far those of its backbone are, of a run that is at them. */
  features: FeatureProgress | null;
};

export type RunList = { rows: RunListRow[]; total: number; counts: Record<RunState, number> };

const { sql, join, raw } = Prisma;

/** The runs of one person. `counts` ignores the state that is asked for, so that a filter can say what it would show. */
export async function listRuns(
  prisma: PrismaClient,
  { columns, page, pageSize, ...selection }: ListRunsInput,
  ownerId: string,
  now: Date,
): Promise<RunList> {
  const [ids, counts] = await Promise.all([
    selectRuns(prisma, selection, ownerId, { limit: pageSize, offset: (page - 1) * pageSize }),
    countStates(prisma, selection, ownerId),
  ]);
  const rows = await readRows(prisma, ids, columns);
  const [places, features] = await Promise.all([
    rows.some((row) => row.state === "queued") ? readQueueState(prisma, now).then(queuePlaces) : null,
    Promise.all(rows.map((row) => (mayComputeFeatures(row) ? readFeatureProgress(prisma, row.id) : null))),
  ]);
  const states = selection.state.length > 0 ? new Set(selection.state) : RUN_STATES;
  return {
    rows: rows.map((row, i) => ({ ...row, queue: places?.get(row.id) ?? null, features: features[i] ?? null })),
    total: [...states].reduce((sum, state) => sum + counts[state], 0),
    counts,
  };
}

/** As many as there are trainers at most. */
const mayComputeFeatures = ({ state, backbone, epoch }: RunSummary): boolean =>
  state === "running" && backbone !== null && epoch === 0;

/** Their identifiers, in order. */
export async function selectRuns(
  prisma: PrismaClient,
  selection: RunSelection,
  ownerId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM ${fromSql(selection)}
     WHERE ${matchingSql(selection, ownerId)}${stateSql(selection.state)}
     ORDER BY ${orderSql(selection.sort)} LIMIT ${limit} OFFSET ${offset}`;
  return rows.map(({ id }) => id);
}

export type SelectedRun = { id: string; name: string; state: RunState; tags: string[] };

/** The first runs of a selection, as many as one command takes: what "select all" selects. */
export async function selectMany(
  prisma: PrismaClient,
  selection: RunSelection,
  ownerId: string,
): Promise<SelectedRun[]> {
  const ids = await selectRuns(prisma, selection, ownerId, { limit: RUNS_AT_ONCE });
  const rows = await prisma.run.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, state: true, tags: true },
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => rowOf.get(id) ?? []);
}

/** One sum for each state takes half as long as groups do. */
const COUNTS = join(
  RUN_STATES.map((state) => raw(`count(*) FILTER (WHERE r."state" = '${state}')::int AS "${state}"`)),
);

async function countStates(
  prisma: PrismaClient,
  selection: RunSelection,
  ownerId: string,
): Promise<Record<RunState, number>> {
  const [filter, ...more] = selection.filters;
  if (!selection.search && more.length === 0) {
    if (!filter) return readRunCounts(prisma, ownerId);
    const tag = wantedTag(filter);
    if (tag) return readRunCounts(prisma, ownerId, tag);
  }
  const [counts] = await prisma.$queryRaw<[Record<RunState, number>]>`
    SELECT ${COUNTS} FROM ${fromSql({ filters: selection.filters })} WHERE ${matchingSql(selection, ownerId)}`;
  return counts;
}

/** The tag that runs must have, where that is what a filter asks for. */
function wantedTag({ column: id, is, value }: RunFilter): string | null {
  const column = findRunColumn(id);
  return column?.type === "tags" && is === "has" ? String(filterValue(column, value)) : null;
}

/** The rows of these runs with these columns, in the order of `ids`; one that is gone meanwhile is left out. */
export async function readRows(
  prisma: PrismaClient,
  ids: readonly string[],
  columnIds: readonly string[],
): Promise<RunListRow[]> {
  const columns = columnIds.flatMap((id) => findRunColumn(id) ?? []).filter(({ type }) => type !== "drawn");
  const [rows, values] = await Promise.all([
    readSummaries(prisma, ids),
    readValues(prisma, ids, columns.filter(isRead)),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rowOf.get(id);
    if (!row) return [];
    const spec = specOf(row);
    const cell = ({ id: column, source }: RunColumn): ColumnValue =>
      source.kind === "spec" ? specValue(spec, source.field) : (values.get(id)?.[column] ?? null);
    const cells = Object.fromEntries(columns.map((column) => [column.id, cell(column)]));
    return [{ ...toRunSummary(row, spec), values: cells, features: null }];
  });
}

/** Fields of the spec come with every row. */
const isRead = ({ source }: RunColumn): boolean => source.kind !== "spec";

async function readValues(
  prisma: PrismaClient,
  ids: readonly string[],
  columns: readonly RunColumn[],
): Promise<Map<string, Record<string, ColumnValue>>> {
  if (columns.length === 0 || ids.length === 0) return new Map();
  // Columns of the answer are numbered: the database cuts long names.
  const cells = columns.map((column, index) => sql`${shown(column)} AS ${raw(`"c${index}"`)}`);
  const rows = await prisma.$queryRaw<Record<string, ColumnValue>[]>`
    SELECT r."id", ${join(cells)} FROM "run" r${joinsSql(columns)} WHERE r."id" = ANY(${ids}::uuid[])`;
  return new Map(
    rows.map((row) => [
      String(row.id),
      Object.fromEntries(columns.map(({ id }, index) => [id, row[`c${index}`] ?? null])),
    ]),
  );
}

/** A sweep is shown by its name. */
const shown = (column: RunColumn): Prisma.Sql =>
  column.type === "sweep" ? sql`(SELECT s."name" FROM "sweep" s WHERE s."id" = r."sweepId")` : columnSql(column);
