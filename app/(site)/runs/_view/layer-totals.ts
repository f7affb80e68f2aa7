import type { LayerRow } from "#domain/experiments/layer-rows";

type Totals = Pick<LayerRow, "layers" | "parameters" | "trained" | "flops">;

/** The last line of a table of layers. */
export const layerTotals = (rows: readonly LayerRow[]): Totals =>
  rows.reduce<Totals>(
    (sum, row) => ({
      layers: sum.layers + row.layers,
      parameters: sum.parameters + row.parameters,
      trained: sum.trained + row.trained,
      flops: sum.flops + row.flops,
    }),
    { layers: 0, parameters: 0, trained: 0, flops: 0 },
  );
