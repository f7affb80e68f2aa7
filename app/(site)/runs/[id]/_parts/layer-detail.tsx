"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LayerStatistics } from "#domain/runs/layer-statistics";
import { useTRPC } from "../../../../_trpc/client.ts";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatPercent, formatSignificant } from "../../../../_ui/numbers.ts";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Skeleton } from "../../../../_ui/skeleton.tsx";
import { layerHints, weightsBySize } from "../_view/layer-hints.ts";
import { layerNumbers } from "../_view/layer-numbers.ts";
import { Band, BandChart, type BandChartProps } from "./band-chart.tsx";
import { RIDGE_WIDE, Ridge, RidgePlot } from "./ridge-plot.tsx";
import { useRefetch } from "./use-refetch.ts";

type LayerDetailProps = {
  id: string;
  /** Name of the run. */
  run: string;
  /** Of the layer. */
  name: string;
  /** After the epoch that is looked at. */
  statistics: LayerStatistics;
  epoch: number;
  /** How many there are by now. */
  epochs: number;
};

const OUTPUTS = "outputs";

/** One layer through the epochs: histograms as a ridge, mean with deviation, and the share of zeros. */
export function LayerDetail({ id, run, name, statistics, epoch, epochs }: LayerDetailProps) {
  const { layer } = statistics;
  const trpc = useTRPC();
  const [wanted, setWanted] = useState<string | null>(null);
  const histograms = useQuery(
    trpc.runs.layerHistograms.queryOptions({ id, layer }, { placeholderData: keepPreviousData }),
  );
  const development = useQuery(trpc.runs.layerDevelopment.queryOptions({ id }));
  useRefetch(histograms.refetch, epochs, histograms.isSuccess);
  useRefetch(development.refetch, epochs, development.isSuccess);

  const choices = [...weightsBySize(statistics), OUTPUTS];
  const what = wanted !== null && choices.includes(wanted) ? wanted : (choices[0] ?? OUTPUTS);
  const hills = (histograms.data ?? []).flatMap((row) => {
    const distribution = what === OUTPUTS ? row.activations : row.weights[what];
    return distribution ? [{ epoch: row.epoch, distribution }] : [];
  });
  const line = development.data?.lines.find(
    (one) => one.layer === layer && one.weight === (what === OUTPUTS ? null : what),
  );
  const points = (development.data?.epochs ?? []).map((at, i) => ({
    epoch: at,
    mean: line?.mean[i] ?? null,
    deviation: line?.deviation[i] ?? null,
    zeros: line?.zeros[i] ?? null,
  }));
  const bands: BandChartProps[] = [
    {
      title: "mean ± deviation",
      points: points.map(({ epoch: at, mean, deviation }) => {
        const spread = mean !== null && deviation !== null;
        return {
          epoch: at,
          value: mean,
          low: spread ? mean - deviation : null,
          high: spread ? mean + deviation : null,
        };
      }),
      epoch,
      format: (value) => formatSignificant(value, 3),
    },
    {
      title: "zeros, %",
      points: points.map(({ epoch: at, zeros }) => ({
        epoch: at,
        value: zeros === null ? null : zeros * 100,
        low: null,
        high: null,
      })),
      epoch,
      floor: 0,
      ceiling: 100,
      format: (value) => (value === null ? "–" : formatPercent(value / 100, 1, "")),
    },
  ];
  const draw = () =>
    paperDrawing({
      title: `${run}: ${what} of ${name}`,
      note: `Histograms over the epochs, the latest in front; their heights are square roots. Green: after epoch ${epoch}.`,
      charts: [
        { caption: what, chart: <Ridge title={what} rows={hills} epoch={epoch} size={RIDGE_WIDE} /> },
        ...bands.map((band) => ({ caption: band.title, chart: <Band {...band} /> })),
      ],
    });

  const failed = [histograms, development].find(({ isError }) => isError);
  if (failed) {
    return (
      <ErrorState title="This layer did not arrive." onRetry={() => failed.refetch()} retrying={failed.isFetching} />
    );
  }
  return (
    <section aria-label={`Layer ${name}`} className="min-w-0">
      <div className="mb-3 flex min-h-[30px] flex-wrap items-center justify-between gap-2">
        <h3 className="code">{name}</h3>
        <div className="tools ml-auto">
          {choices.length > 1 && (
            <Segmented
              label="Values"
              options={choices.map((value) => ({ value, label: value }))}
              value={what}
              onChange={setWanted}
              className="mr-1"
            />
          )}
          {histograms.isSuccess && development.isSuccess && (
            <DrawingMenu
              noun="the charts of this layer"
              name={`${run}, ${name}, ${what}`}
              draw={draw}
              numbers={() => layerNumbers(hills, points)}
            />
          )}
        </div>
      </div>
      {layerHints(statistics).map(({ tone, text }) => (
        <Note key={text} tone={tone} className="mb-3">
          {text}
        </Note>
      ))}
      {histograms.isPending || development.isPending ? (
        <div aria-busy="true">
          <Skeleton className="h-[400px] w-full" />
        </div>
      ) : (
        <>
          <RidgePlot title={what} rows={hills} epoch={epoch} />
          <div className="mt-4 grid grid-cols-2 gap-x-6">
            {bands.map((band) => (
              <BandChart key={band.title} {...band} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
