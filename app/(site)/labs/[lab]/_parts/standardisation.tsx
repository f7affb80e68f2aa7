"use client";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { type Bars, barNumbers, momentsOf, pixelHistograms } from "../../_view/standardised.ts";
import { PixelBars, PixelHistogram, type PixelHistogramProps } from "./pixel-histogram.tsx";

/** How pixels become what a network sees: the two numbers, and the values before and after. */
export function Standardisation({ statistics }: { statistics: DatasetStatistics }) {
  const { mean, std } = statistics.standardisation;
  const { before, after } = pixelHistograms(statistics);
  const charts: PixelHistogramProps[] = [
    { title: "Before: bytes", bars: before, caption: spoken(before, 0), ticks: [0, 64, 128, 192, 255] },
    { title: "After: what the network sees", bars: after, caption: spoken(after, 2), ticks: [-2, -1, 0, 1, 2] },
  ];
  return (
    <div className="mt-7">
      <div className="flex items-center justify-between">
        <h3>Standardisation</h3>
        <DrawingMenu
          noun="the histograms"
          name="standardisation"
          draw={() =>
            paperDrawing({
              title: "Pixel values before and after standardisation",
              note: "Shares of all values of the training pictures.",
              charts: charts.map((chart) => ({
                caption: `${chart.title}; ${chart.caption}`,
                chart: <PixelBars {...chart} />,
              })),
            })
          }
          numbers={() => barNumbers(before, after)}
        />
      </div>
      <p className="sub max-w-[74ch] mt-1">
        Each byte is divided by 255, then the mean of the training pictures is subtracted and the result divided by
        their deviation:{" "}
        <span className="code whitespace-nowrap">
          (byte / 255 − {mean.toFixed(5)}) / {std.toFixed(5)}
        </span>
        . The second number is the mean of each picture’s own deviation, as in the notebook, so the values end around 0
        with a deviation of {momentsOf(after).deviation.toFixed(2)}. The shape does not change, only the scale; it is
        learned more easily.
      </p>
      <div className="lab-histograms">
        {charts.map((chart) => (
          <PixelHistogram key={chart.title} {...chart} />
        ))}
      </div>
    </div>
  );
}

function spoken(bars: Bars, digits: number): string {
  const { mean, deviation } = momentsOf(bars);
  // A mean of −0.004 would be written as −0.00.
  const centre = Number(mean.toFixed(digits)) || 0;
  return `mean ${centre.toFixed(digits)}, deviation ${deviation.toFixed(digits)}`;
}
