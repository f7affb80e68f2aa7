"use client";
import { useMemo } from "react";
import { POINT_METRICS, type PointMetric } from "#domain/runs/metrics";
import { Button } from "../../../_ui/button.tsx";
import { ChartPanel } from "../../../_ui/chart/chart-panel.tsx";
import { useChartSettings } from "../../../_ui/chart/use-chart-settings.ts";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { type SeriesOwner, useRunSeries } from "../../runs/_parts/use-run-series.ts";
import { CURVES, type CurveId } from "../../runs/_view/curve-kinds.ts";
import type { CompareView } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { comparisonInput } from "../_view/comparison-input.ts";
import type { ChangeView } from "./use-compare-view.ts";

type CurvesProps = { runs: readonly ShownRun[]; view: CompareView; onChange: ChangeView };

const ALWAYS = ["accuracy", "loss"] as const satisfies CurveId[];
const CHOICE = (Object.keys(POINT_METRICS) as PointMetric[]).filter((id) => !ALWAYS.some((always) => always === id));

/** The curves of all runs over each other, with one crosshair, one zoom and the same settings for all charts. */
export function Curves({ runs, view, onChange }: CurvesProps) {
  const charts = useChartSettings();
  // What the lines depend on, in an order of its own: a figure that arrives elsewhere, or a run that moves, redraws nothing.
  const { ids } = comparisonInput(runs.map(({ id }) => id));
  const looks = JSON.stringify(
    ids.flatMap((id): SeriesOwner[] => {
      const run = runs.find((one) => one.id === id);
      return run ? [{ id, label: run.short, slot: run.slot }] : [];
    }),
  );
  const owners = useMemo((): SeriesOwner[] => JSON.parse(looks), [looks]);
  const series = useRunSeries(owners, { x: charts.settings.x, zoom: charts.zoom });
  const hidden = useMemo(
    () => new Set(runs.flatMap(({ id, slot }) => (view.hidden.has(slot) ? [id] : []))),
    [runs, view.hidden],
  );
  const offered = CHOICE.filter((curve) => series.measured(curve) || view.charts.includes(curve));
  const toggle = (curve: PointMetric) =>
    onChange((now) => ({
      ...now,
      charts: CHOICE.filter((one) => (one === curve) !== now.charts.includes(one)),
    }));

  if (series.status === "error") {
    return (
      <Plate title="Curves">
        <ErrorState title="The curves did not arrive." onRetry={series.retry}>
          The tables below are not touched by that.
        </ErrorState>
      </Plate>
    );
  }
  return (
    <>
      <div className="columns-two">
        {[...ALWAYS, ...CHOICE.filter((id) => view.charts.includes(id))].map((curve) => {
          const { title, unit, format } = CURVES[curve];
          return (
            <ChartPanel
              key={curve}
              title={title}
              {...(unit ? { unit } : {})}
              format={format}
              view={charts}
              group="compare"
              hidden={hidden}
              series={series.seriesOf(curve)}
              fileName={`comparison, ${title.toLowerCase()}`}
              empty={series.status === "pending" ? "Loading." : "None of the runs that are shown has measured this."}
            />
          );
        })}
      </div>
      {offered.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend and cannot be a flex container everywhere
        <div role="group" aria-label="More charts" className="actions -ml-2.5">
          {offered.map((curve) => (
            <Button
              key={curve}
              size="sm"
              variant="plain"
              icon={view.charts.includes(curve) ? "check" : "plus"}
              aria-pressed={view.charts.includes(curve)}
              onClick={() => toggle(curve)}
            >
              {CURVES[curve].title}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
