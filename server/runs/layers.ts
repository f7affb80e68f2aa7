import { z } from "zod";
import { DomainError } from "#domain/errors";
import { type LayerStatistics, layerStatistics } from "#domain/runs/layer-statistics";
import type { PrismaClient } from "#prisma/generated/client";
import { type Reader, requireReadableRun } from "./queries.ts";

/** Histograms of one layer at most; more hills would hide each other. */
const HISTOGRAM_EPOCHS = 24;

/** Epochs of a development at most; of more, evenly spread ones and the last. */
const DEVELOPMENT_EPOCHS = 100;

export type RunLayers = {
  /** Epochs that have statistics, ascending. */
  epochs: number[];
  /** The one that `layers` is of; null when there is none yet. */
  epoch: number | null;
  layers: LayerStatistics[];
};

/**
 * How weights and outputs of each layer were distributed after an epoch, by default the latest.
 *
 * @throws DomainError `not-found` when there is no such run for the reader, or no statistics of that epoch
 */
export async function readLayers(reader: Reader, id: string, asked?: number): Promise<RunLayers> {
  await requireReadableRun(reader, id);
  const epochs = await epochsOf(reader.prisma, id);
  const epoch = asked ?? epochs.at(-1) ?? null;
  if (epoch === null) return { epochs, epoch, layers: [] };
  const [row] = await reader.prisma.$queryRaw<{ layers: unknown }[]>`
    SELECT data->'layers' AS layers FROM run_event
     WHERE "runId" = ${id}::uuid AND type = 'layers' AND (data->>'epoch')::int = ${epoch} ORDER BY seq LIMIT 1`;
  if (!row) throw new DomainError("not-found", `There are no statistics of layers after epoch ${epoch}.`);
  return { epochs, epoch, layers: z.array(layerStatistics).parse(row.layers) };
}

export type LayerHistograms = (Pick<LayerStatistics, "weights" | "activations"> & { epoch: number })[];

/**
 * How weights and outputs of one layer were distributed over the epochs, ascending; of many epochs evenly spread ones.
 *
 * @param layer position in the network, from 0
 * @throws DomainError `not-found` when there is no such run for the reader
 */
export async function readLayerHistograms(reader: Reader, id: string, layer: number): Promise<LayerHistograms> {
  await requireReadableRun(reader, id);
  const epochs = spread(await epochsOf(reader.prisma, id), HISTOGRAM_EPOCHS);
  const rows = await reader.prisma.$queryRaw<{ epoch: number; layer: unknown }[]>`
    SELECT DISTINCT ON ((data->>'epoch')::int) (data->>'epoch')::int AS epoch, data->'layers'->${layer}::int AS layer
      FROM run_event
     WHERE "runId" = ${id}::uuid AND type = 'layers' AND (data->>'epoch')::int = ANY(${epochs}::int[])
     ORDER BY (data->>'epoch')::int, seq`;
  return rows.flatMap(({ epoch, layer: statistics }) => {
    if (statistics === null) return [];
    const { weights, activations } = layerStatistics.parse(statistics);
    return [{ epoch, weights, activations }];
  });
}

/** One value per epoch; null where no value was finite. */
type Series = (number | null)[];

export type LayerDevelopment = {
  /** Ascending; what each series is over. */
  epochs: number[];
  lines: {
    layer: number;
    name: string;
    /** Name of the weight; null for the layer's output. */
    weight: string | null;
    mean: Series;
    deviation: Series;
    min: Series;
    max: Series;
    /** Share of the values that are exactly 0. */
    zeros: number[];
    /** Share of the values that are NaN or infinite. */
    nonFinite: number[];
  }[];
};

/**
 * How weights and outputs of each layer developed over the epochs, without their histograms.
 *
 * @throws DomainError `not-found` when there is no such run for the reader
 */
export async function readLayerDevelopment(reader: Reader, id: string): Promise<LayerDevelopment> {
  await requireReadableRun(reader, id);
  const epochs = spread(await epochsOf(reader.prisma, id), DEVELOPMENT_EPOCHS);
  const lines = await reader.prisma.$queryRaw<LayerDevelopment["lines"]>`
    WITH described AS (
      SELECT DISTINCT ON ((data->>'epoch')::int) (data->>'epoch')::int AS epoch, data->'layers' AS layers
        FROM run_event
       WHERE "runId" = ${id}::uuid AND type = 'layers' AND (data->>'epoch')::int = ANY(${epochs}::int[])
       ORDER BY (data->>'epoch')::int, seq
    )
    SELECT (l.value->>'layer')::int AS layer, l.value->>'name' AS name, d.weight,
           jsonb_agg(d.value->'mean' ORDER BY epoch) AS mean,
           jsonb_agg(d.value->'deviation' ORDER BY epoch) AS deviation,
           jsonb_agg(d.value->'min' ORDER BY epoch) AS min,
           jsonb_agg(d.value->'max' ORDER BY epoch) AS max,
           jsonb_agg((d.value->>'zeros')::float8 / GREATEST(1, (d.value->>'count')::int) ORDER BY epoch) AS zeros,
           jsonb_agg((d.value->>'nonFinite')::float8 / GREATEST(1, (d.value->>'count')::int) ORDER BY epoch) AS "nonFinite"
      FROM described, jsonb_array_elements(layers) AS l, LATERAL (
             SELECT key AS weight, value FROM jsonb_each(l.value->'weights')
             UNION ALL SELECT NULL, l.value->'activations'
           ) AS d
     GROUP BY 1, 2, 3
     ORDER BY 1, d.weight NULLS LAST`;
  return { epochs, lines };
}

async function epochsOf(prisma: PrismaClient, runId: string): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ epoch: number }[]>`
    SELECT DISTINCT (data->>'epoch')::int AS epoch FROM run_event
     WHERE "runId" = ${runId}::uuid AND type = 'layers' ORDER BY 1`;
  return rows.map(({ epoch }) => epoch);
}

/** At most `count` of the values, evenly spread, the last one among them. */
function spread<T>(values: readonly T[], count: number): T[] {
  const every = Math.ceil(values.length / count);
  return values.filter((_, i) => (values.length - 1 - i) % every === 0);
}
