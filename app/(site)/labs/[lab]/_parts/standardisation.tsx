import type { DatasetStatistics } from "#domain/datasets/statistics";
import { type Bars, momentsOf, pixelHistograms } from "../../_view/standardised.ts";
import { PixelHistogram } from "./pixel-histogram.tsx";

/** How pixels become what a network sees: the two numbers, and the values before and after. */
export function Standardisation({ statistics }: { statistics: DatasetStatistics }) {
  const { mean, std } = statistics.standardisation;
  const { before, after } = pixelHistograms(statistics);
  return (
    <div className="mt-7">
      <h3>Standardisation</h3>
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
        <PixelHistogram
          title="Before: bytes"
          bars={before}
          caption={spoken(before, 0)}
          ticks={[0, 64, 128, 192, 255]}
        />
        <PixelHistogram
          title="After: what the network sees"
          bars={after}
          caption={spoken(after, 2)}
          ticks={[-2, -1, 0, 1, 2]}
        />
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
