/** Statistics of layers from the `layers` events of a run. Only what is asked for leaves the database: all of them are large. */
import { type LayerStatistics, layerStatistics } from "#domain/runs/layer-statistics";
import type { PrismaClient } from "#prisma/generated/client";

export type LayersAt = {
  /** Epochs with statistics, in order. */
  epochs: number[];
  /** That of `layers`; null when there are none. */
  epoch: number | null;
  layers: LayerStatistics[];
};

type Row = { epoch: number; data: unknown };

/** All layers after one epoch: the one that is asked for, or else the latest. An epoch trained twice counts as it was last. */
export async function readLayers(prisma: PrismaClient, runId: string, wanted?: number): Promise<LayersAt> {
  const rows = await prisma.$queryRaw<{ epoch: number; seq: number }[]>`
    SELECT (data->>'epoch')::int AS epoch, max(seq) AS seq FROM run_event
     WHERE "runId" = ${runId}::uuid AND type = 'layers' GROUP BY 1 ORDER BY 1`;
  const row = wanted === undefined ? rows.at(-1) : rows.find(({ epoch }) => epoch === wanted);
  if (!row) return { epochs: rows.map(({ epoch }) => epoch), epoch: null, layers: [] };
  const [event] = await prisma.$queryRaw<Row[]>`
    SELECT ${row.epoch}::int AS epoch, data->'layers' AS data FROM run_event
     WHERE "runId" = ${runId}::uuid AND seq = ${row.seq}`;
  return {
    epochs: rows.map(({ epoch }) => epoch),
    epoch: row.epoch,
    layers: layerStatistics.array().parse(event?.data ?? []),
  };
}

export type LayerAt = LayerStatistics & { epoch: number };

/** One layer after each epoch, in order. */
export async function readLayer(prisma: PrismaClient, runId: string, layer: number): Promise<LayerAt[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT DISTINCT ON (data->'epoch') (data->>'epoch')::int AS epoch, data->'layers'->${layer}::int AS data
      FROM run_event WHERE "runId" = ${runId}::uuid AND type = 'layers' ORDER BY data->'epoch', seq DESC`;
  return rows.flatMap(({ epoch, data }) => (data === null ? [] : [{ epoch, ...layerStatistics.parse(data) }]));
}
