"use client";
import { useMemo } from "react";
import { ChartKey, LineChart } from "../../../../_ui/line-chart.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { accuracyCurves, formatAccuracyPoint, formatLossPoint, lossCurves } from "../../_view/curves.ts";
import type { RunFeed } from "../../_view/run-feed.ts";

/** Accuracy and loss over the epochs, with one crosshair for both. */
export function RunCurves({ feed: { epochs, now }, planned, id }: { feed: RunFeed; planned: number; id?: string }) {
  const accuracy = useMemo(() => accuracyCurves({ epochs, now }), [epochs, now]);
  const loss = useMemo(() => lossCurves({ epochs, now }), [epochs, now]);
  return (
    <div className="columns-two" id={id}>
      <Plate title="Accuracy" unit="%" caption={<ChartKey />}>
        <LineChart
          title="Accuracy"
          unit="%"
          group="run"
          epochs={planned}
          series={accuracy.series}
          best={accuracy.best}
          format={formatAccuracyPoint}
        />
      </Plate>
      <Plate title="Loss" caption={<ChartKey />}>
        <LineChart
          title="Loss"
          group="run"
          epochs={planned}
          series={loss.series}
          best={loss.best}
          format={formatLossPoint}
        />
      </Plate>
    </div>
  );
}
