"use client";
import { useMemo } from "react";
import { ChartPanel } from "../../../_ui/chart/chart-panel.tsx";
import { useChartSettings } from "../../../_ui/chart/use-chart-settings.ts";
import { CURVES } from "../_view/curve-kinds.ts";
import { runCurves } from "../_view/curve-series.ts";
import type { EpochPoint } from "../_view/run-feed.ts";
import { NO_POINTS } from "../_view/run-history.ts";

const CHARTS = ["accuracy", "loss"] as const;

/** Accuracy and loss of a training that is over, by its epochs alone. */
export function EpochCurves({ name, epochs }: { name: string; epochs: readonly EpochPoint[] }) {
  const view = useChartSettings();
  const history = useMemo(
    () => ({
      run: { id: name, state: "succeeded" as const, stepsPerEpoch: 0, startedAt: null },
      points: NO_POINTS,
      epochs: epochs.map((epoch) => ({
        ...epoch,
        at: Number.NaN,
        trainLoss: epoch.trainLoss ?? Number.NaN,
        validationLoss: epoch.validationLoss ?? Number.NaN,
      })),
    }),
    [name, epochs],
  );
  const series = useMemo(() => {
    const owner = { id: name, label: name, slot: null };
    return CHARTS.map((curve) => runCurves(owner, history, curve, "epoch"));
  }, [name, history]);
  return (
    <div className="columns-two">
      {CHARTS.map((curve, index) => (
        <ChartPanel
          key={curve}
          title={CURVES[curve].title}
          {...(CURVES[curve].unit ? { unit: CURVES[curve].unit } : {})}
          format={CURVES[curve].format}
          view={view}
          axes={["epoch"]}
          group="model"
          planned={epochs.length}
          series={series[index] ?? []}
          fileName={`${name}, ${CURVES[curve].title.toLowerCase()}`}
        />
      ))}
    </div>
  );
}
