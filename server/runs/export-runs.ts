import { type CsvValue, csvLine } from "#domain/export/csv";
import { findRunColumn, type RunColumn } from "#domain/runs/run-columns";
import type { PrismaClient } from "#prisma/generated/client";
import type { RunSelection } from "./list-input.ts";
import { type ColumnValue, type RunListRow, readRows, selectRuns } from "./list-runs.ts";

/** Runs that one file holds. */
const EXPORTED_AT_MOST = 50_000;
/** Runs that are in memory at once. */
const ROWS_AT_ONCE = 500;

/** What a drawn column stands for in a file. */
const WRITTEN: Record<string, readonly string[]> = {
  specification: ["preset", "parameters", "epochs", "batchSize", "optimizer", "learningRate", "seed", "trainingSubset"],
  curve: [],
};

/** Columns of the file: which run it is, then what the view shows. */
export function exportedColumns(columnIds: readonly string[]): RunColumn[] {
  const ids = new Set(["name", "state", ...columnIds.flatMap((id) => WRITTEN[id] ?? [id])]);
  return [...ids].flatMap((id) => findRunColumn(id) ?? []);
}

/** The runs of a selection as CSV, in its order, in pieces of some hundred lines. Accuracies are fractions, durations seconds. */
export async function* exportRuns(
  prisma: PrismaClient,
  selection: RunSelection,
  columnIds: readonly string[],
  ownerId: string,
): AsyncGenerator<string, void> {
  const columns = exportedColumns(columnIds);
  yield `${csvLine(["Run", ...columns.map(({ label }) => label)])}\r\n`;
  // All identifiers first, so that a run which is launched meanwhile moves no other out of sight.
  const ids = await selectRuns(prisma, selection, ownerId, { limit: EXPORTED_AT_MOST });
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const rows = await readRows(
      prisma,
      ids.slice(from, from + ROWS_AT_ONCE),
      columns.map(({ id }) => id),
    );
    yield rows.map((row) => `${csvLine(cellsOf(row, columns))}\r\n`).join("");
  }
}

const cellsOf = (row: RunListRow, columns: readonly RunColumn[]): CsvValue[] => [
  row.id,
  ...columns.map(({ id }) => written(row.values[id])),
];

const written = (value: ColumnValue | undefined): CsvValue => (Array.isArray(value) ? value.join(", ") : value);
