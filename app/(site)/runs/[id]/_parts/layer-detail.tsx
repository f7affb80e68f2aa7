"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Distribution } from "#domain/runs/layer-statistics";
import { useTRPC } from "../../../../_trpc/client.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatPercent, formatSignificant } from "../../../../_ui/numbers.ts";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Skeleton } from "../../../../_ui/skeleton.tsx";
import type { BandPoint } from "../_view/band-chart.ts";
import { layerHints, zeroShare } from "../_view/layer-hints.ts";
import { BandChart } from "./band-chart.tsx";
import { RidgePlot } from "./ridge-plot.tsx";
import { useRefetch } from "./use-refetch.ts";

type LayerDetailProps = {
  id: string;
  /** Position in the network. */
  layer: number;
  name: string;
  /** The one that is looked at, and how many there are by now. */
  epoch: number;
  epochs: number;
};

const OUTPUTS = "outputs";

/** One layer through the epochs: histograms as a ridge, mean with deviation, and the share of zeros. */
export function LayerDetail({ id, layer, name, epoch, epochs }: LayerDetailProps) {
  const trpc = useTRPC();
  const [wanted, setWanted] = useState<string | null>(null);
  const options = trpc.runs.layer.queryOptions({ id, layer }, { placeholderData: keepPreviousData });
  const history = useQuery(options);
  useRefetch(history.refetch, epochs, history.isSuccess);
  const rows = history.data ?? [];
  const weights = Object.keys(rows[0]?.weights ?? {});
  const what = wanted && weights.includes(wanted) ? wanted : wanted === OUTPUTS ? OUTPUTS : (weights[0] ?? OUTPUTS);
  const of = (row: (typeof rows)[number]): Distribution | undefined =>
    what === OUTPUTS ? row.activations : row.weights[what];
  const shown = rows.flatMap((row) => {
    const distribution = of(row);
    return distribution ? [{ epoch: row.epoch, distribution }] : [];
  });
  const now = rows.find((row) => row.epoch === epoch);

  if (history.isError) {
    return (
      <ErrorState title="This layer did not arrive." onRetry={() => history.refetch()} retrying={history.isFetching} />
    );
  }
  return (
    <section aria-label={`Layer ${name}`} aria-busy={history.isPending} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 className="code">{name}</h3>
        {weights.length > 0 && (
          <Segmented
            label="Values"
            options={[...weights, OUTPUTS].map((value) => ({ value, label: value }))}
            value={what}
            onChange={setWanted}
          />
        )}
      </div>
      {now &&
        layerHints(now).map(({ tone, text }) => (
          <Note key={text} tone={tone} className="mb-3">
            {text}
          </Note>
        ))}
      {history.isPending ? (
        <Skeleton className="h-72 w-full" />
      ) : (
        <>
          <RidgePlot title={what} rows={shown} epoch={epoch} />
          <div className="mt-4 grid grid-cols-2 gap-x-6">
            <BandChart
              title="mean ± deviation"
              points={shown.map(toBand)}
              epoch={epoch}
              format={(value) => formatSignificant(value, 3)}
            />
            <BandChart
              title="zeros, %"
              points={shown.map(({ epoch: at, distribution }) => {
                const share = zeroShare(distribution);
                return { epoch: at, value: share === null ? null : share * 100, low: null, high: null };
              })}
              epoch={epoch}
              floor={0}
              ceiling={100}
              format={(value) => (value === null ? "–" : formatPercent(value / 100, 1, ""))}
            />
          </div>
        </>
      )}
    </section>
  );
}

function toBand({
  epoch,
  distribution: { mean, deviation },
}: {
  epoch: number;
  distribution: Distribution;
}): BandPoint {
  const spread = mean !== null && deviation !== null;
  return { epoch, value: mean, low: spread ? mean - deviation : null, high: spread ? mean + deviation : null };
}
