/** The figures of a report, drawn in the browser. */
import type { LabFigure } from "#domain/labs/lab";
import type { Report } from "#domain/labs/report";
import { type PrintSize, renderChart } from "../../../_ui/chart/export-chart.ts";
import { type ChartSeries, DEFAULT_SETTINGS } from "../../../_ui/chart/series.ts";
import { figureFormat, figureUnit, labCurves } from "../_view/lab-curves.ts";

/** As the notebook saves them: 16 by 7 inches, 300 dots an inch. */
export const NOTEBOOK_SIZE: PrintSize = { widthMm: 16 * 25.4, heightMm: 7 * 25.4, dpi: 300 };
/** As wide as the text of a page. */
export const PAGE_SIZE: PrintSize = { widthMm: 174, heightMm: (174 * 7) / 16, dpi: 300 };
export const FIGURE_ASPECT = 7 / 16;

export const drawFigure = (
  { title, quantity }: Pick<LabFigure, "title" | "quantity">,
  series: readonly ChartSeries[],
  size: PrintSize,
): Promise<Blob> =>
  renderChart(
    {
      title,
      unit: figureUnit[quantity],
      series,
      settings: DEFAULT_SETTINGS,
      format: figureFormat[quantity],
    },
    "png",
    size,
  );

export type DrawnFigure = { id: string; file: string; png: Uint8Array };

/** Each figure in one size; none while no network has an epoch. */
export async function drawFigures(
  { figures, networks }: Report,
  size: PrintSize,
  signal: AbortSignal,
): Promise<DrawnFigure[]> {
  if (!networks.some(({ epochs }) => epochs.length > 0)) return [];
  const drawn: DrawnFigure[] = [];
  for (const figure of figures) {
    signal.throwIfAborted();
    const series = labCurves(networks, figure.quantity);
    const png = await bytesOf(await drawFigure(figure, series, size));
    drawn.push({ id: figure.id, file: figure.file, png });
  }
  return drawn;
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
