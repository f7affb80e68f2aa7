"use client";
import { isTerminal } from "#domain/runs/states";
import { ChartPanel } from "../../../../_ui/chart/chart-panel.tsx";
import type { ChartView } from "../../../../_ui/chart/use-chart-settings.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import type { RunSeries } from "../../_parts/use-run-series.ts";
import { CURVES, type CurveId } from "../../_view/curve-kinds.ts";
import { plannedEnd } from "../../_view/curve-series.ts";
import type { RunDetail } from "../../_view/run-types.ts";

const LEARNING = ["accuracy", "loss", "learningRate", "imagesPerSecond"] as const satisfies CurveId[];
const SYSTEM = ["processors", "memoryBytes", "gpu", "gpuMemoryBytes"] as const satisfies CurveId[];

type RunCurvesProps = {
  run: RunDetail;
  series: RunSeries;
  view: ChartView;
  /** Epochs to which the axis reaches. */
  planned: number;
};

/** What the run learnt and how fast, with one crosshair and one zoom for all charts of the page. */
export function RunCurves(props: RunCurvesProps) {
  const { series, run } = props;
  if (isTerminal(run.state) && series.silent.includes(run.id)) {
    return (
      <Plate title="Curves">
        <p className="sub">Nothing was measured before the run ended.</p>
      </Plate>
    );
  }
  if (series.status === "error") {
    return (
      <Plate title="Curves">
        <ErrorState title="The curves did not arrive." onRetry={series.retry}>
          The run itself is not touched by that.
        </ErrorState>
      </Plate>
    );
  }
  return (
    <div className="columns-two">
      {LEARNING.map((curve) => (
        <RunChart key={curve} {...props} curve={curve} />
      ))}
    </div>
  );
}

/** What the training took of its machine; nothing where the series did not arrive, which `RunCurves` tells. */
export function RunSystem(props: RunCurvesProps) {
  const { series, run } = props;
  if (series.status === "error") return null;
  const measured = SYSTEM.filter(series.measured);
  if (series.status === "success" && measured.length === 0 && run.state !== "running") return null;
  return (
    <div className="columns-two">
      {(measured.length > 0 ? measured : SYSTEM.slice(0, 2)).map((curve) => (
        <RunChart key={curve} {...props} curve={curve} />
      ))}
    </div>
  );
}

function RunChart({ run, series, view, planned, curve }: RunCurvesProps & { curve: CurveId }) {
  const { title, unit, format } = CURVES[curve];
  return (
    <ChartPanel
      title={title}
      {...(unit ? { unit } : {})}
      format={format}
      view={view}
      group="run"
      planned={plannedEnd(view.settings.x, planned, run.stepsPerEpoch)}
      series={series.seriesOf(curve)}
      fileName={`${run.name}, ${title.toLowerCase()}`}
      empty={series.status === "pending" ? "Loading." : emptyWords(run)}
    />
  );
}

function emptyWords({ state }: RunDetail): string {
  switch (state) {
    case "queued":
    case "running":
      return "Points appear here as soon as the training reports them.";
    case "failed":
      return "The run failed before it measured this.";
    case "cancelled":
      return "The run was cancelled before it measured this.";
    case "succeeded":
      return "This was not measured.";
  }
}
