"use client";
import { useMemo } from "react";
import type { LabFigures, NetworkFigures } from "#domain/labs/figures";
import type { Lab, LabFigure } from "#domain/labs/lab";
import { isTerminal } from "#domain/runs/states";
import { ChartKey } from "../../../../_ui/chart/chart-key.tsx";
import { DEFAULT_SETTINGS } from "../../../../_ui/chart/series.ts";
import { SeriesChart } from "../../../../_ui/chart/series-chart.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { figureFormat, figureUnit, labCurves } from "../../_view/lab-curves.ts";
import { FigureDownload } from "./figure-download.tsx";

/** The figures of a lab: its networks over the epochs, live, as one would hand them in. */
export function LabComparison({ lab, figures }: { lab: Lab; figures: LabFigures }) {
  return (
    <div className="columns-two">
      {lab.figures.map((figure) => (
        <Figure key={figure.id} figure={figure} networks={figures.networks} />
      ))}
    </div>
  );
}

function Figure({ figure, networks }: { figure: LabFigure; networks: readonly NetworkFigures[] }) {
  const series = useMemo(
    () =>
      labCurves(
        networks.map(({ run, ...network }) => ({ ...network, epochs: run?.epochs ?? [], state: run?.state })),
        figure.quantity,
      ),
    [networks, figure.quantity],
  );
  const planned = plannedEpochs(networks);
  return (
    <Plate
      title={figure.title}
      unit={figureUnit[figure.quantity]}
      caption={<ChartKey />}
      tools={series.length > 0 && <FigureDownload figure={figure} series={series} />}
    >
      <SeriesChart
        title={figure.title}
        unit={figureUnit[figure.quantity]}
        series={series}
        settings={DEFAULT_SETTINGS}
        format={figureFormat[figure.quantity]}
        group="lab"
        planned={planned}
        empty="Curves appear here as soon as the first network has trained an epoch."
      />
    </Plate>
  );
}

/** Where the axis ends: epochs that were asked for count as long as they may still come. */
function plannedEpochs(networks: readonly NetworkFigures[]): number | undefined {
  const reach = networks.flatMap(({ run }) =>
    run ? [isTerminal(run.state) ? run.epochs.length : run.plannedEpochs] : [],
  );
  return reach.length > 0 ? Math.max(...reach) : undefined;
}
