"use client";
import { useMemo } from "react";
import type { LabFigures, NetworkFigures } from "#domain/labs/figures";
import type { Lab, LabFigure } from "#domain/labs/lab";
import { isTerminal } from "#domain/runs/states";
import { ChartKey } from "../../../../_ui/chart/chart-key.tsx";
import { DownloadMenu } from "../../../../_ui/chart/download-menu.tsx";
import { type ChartSeries, DEFAULT_SETTINGS } from "../../../../_ui/chart/series.ts";
import { SeriesChart } from "../../../../_ui/chart/series-chart.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { figureFormat, figureUnit, labCurves } from "../../_view/lab-curves.ts";

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
  const chart = {
    title: figure.title,
    unit: figureUnit[figure.quantity],
    series,
    settings: DEFAULT_SETTINGS,
    format: figureFormat[figure.quantity],
    planned,
  };
  return (
    <Plate
      title={figure.title}
      unit={chart.unit}
      caption={<ChartKey />}
      tools={
        series.length > 0 && (
          <DownloadMenu
            fileName={figure.title}
            spec={chart}
            wanted={{ file: figure.file, draw: () => drawAsAsked(figure, series) }}
          />
        )
      }
    >
      <SeriesChart
        {...chart}
        group="lab"
        empty="Curves appear here as soon as the first network has trained an epoch."
      />
    </Plate>
  );
}

/** As it stands in the report: 16 by 7 inches, 300 dpi. */
async function drawAsAsked(figure: LabFigure, series: readonly ChartSeries[]): Promise<Blob> {
  const { drawFigure, NOTEBOOK_SIZE } = await import("../../_report/report-figures.ts");
  return drawFigure(figure, series, NOTEBOOK_SIZE);
}

/** Where the axis ends: epochs that were asked for count as long as they may still come. */
function plannedEpochs(networks: readonly NetworkFigures[]): number | undefined {
  const reach = networks.flatMap(({ run }) =>
    run ? [isTerminal(run.state) ? run.epochs.length : run.plannedEpochs] : [],
  );
  return reach.length > 0 ? Math.max(...reach) : undefined;
}
