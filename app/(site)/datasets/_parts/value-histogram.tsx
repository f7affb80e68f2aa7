import { useId } from "react";
import { pushApart } from "../../../_ui/chart/push-apart.ts";
import { type HistogramPlot, layOutHistograms } from "../_view/histogram-layout.ts";

/** Two drawings instead of one that is scaled, so that its words are readable on a phone. */
export const HISTOGRAM_WIDE = { width: 600, height: 200 } as const;
const NARROW = { width: 358, height: 160 } as const;
/** Colour-blind safe and near the channel's own colour; the names stand at the ends. */
const COLOURS: Record<string, string> = { red: "s2", green: "s4", blue: "s1" };

type ValueHistogramProps = {
  curves: readonly { name: string; histogram: readonly number[] }[];
  /** What a byte becomes on the axis. */
  toValue: (byte: number) => number;
  title: string;
};

/** How often each value occurs, one curve a channel, named at its end. */
export function ValueHistogram(props: ValueHistogramProps) {
  return (
    <>
      <div className="max-tablet:hidden">
        <HistogramDrawing {...props} size={HISTOGRAM_WIDE} />
      </div>
      <div className="tablet:hidden">
        <HistogramDrawing {...props} size={NARROW} />
      </div>
    </>
  );
}

/** The drawing alone. */
export function HistogramDrawing({ curves, toValue, title, size }: ValueHistogramProps & { size: HistogramPlot }) {
  const titleId = useId();
  const { lines, ticks, bottom, right } = layOutHistograms(
    curves.map(({ histogram }) => histogram),
    toValue,
    size,
  );
  const labels = pushApart(
    lines.map(({ end }) => end),
    13,
    14,
    bottom - 2,
  );
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} className="histogram" role="img" aria-labelledby={titleId}>
      <title id={titleId}>{title}</title>
      {ticks.map(({ x, label }) => (
        <g key={label}>
          <path d={`M${x} 0V${bottom}`} stroke="var(--line)" strokeWidth="1" />
          <text x={x} y={bottom + 16} textAnchor="middle" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      <path d={`M0 ${bottom}H${right}`} stroke="var(--control)" strokeWidth="1" />
      {lines.map(({ path }, index) => {
        const name = curves[index]?.name ?? "";
        const colour = COLOURS[name] ?? "s7";
        return (
          <g key={name}>
            <path d={path} stroke={`var(--${colour})`} />
            <text x={right + 6} y={(labels[index] ?? 0) + 4} fill={`var(--${colour}-text)`}>
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
