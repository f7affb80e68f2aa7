import { BAND_FRAME, type BandPoint, layOutBand } from "../_view/band-chart.ts";

export type BandChartProps = {
  title: string;
  points: readonly BandPoint[];
  /** Marked by a line. */
  epoch: number;
  /** Ends of the axis where they do not follow from the values. */
  floor?: number;
  ceiling?: number;
  format: (value: number | null) => string;
};

const SIZE = { width: 220, height: 110 };

// Of many epochs not every one is among the points.
const pointAt = (points: readonly BandPoint[], epoch: number) => points.findLast((point) => point.epoch <= epoch);

/** A small chart of one value over the epochs, with its spread as a band. */
export function BandChart(props: BandChartProps) {
  const { title, points, epoch, format } = props;
  return (
    <figure>
      <figcaption className="mb-1 flex justify-between text-xs">
        <span className="font-medium">{title}</span>
        <span className="text-ink-3">{format(pointAt(points, epoch)?.value ?? null)}</span>
      </figcaption>
      <Band {...props} />
    </figure>
  );
}

/** The drawing alone. */
export function Band({ title, points, epoch, floor, ceiling, format }: BandChartProps) {
  const layout = layOutBand(points, SIZE.width, SIZE.height, floor, ceiling);
  if (!layout) return <p className="caption">No value is finite.</p>;
  const here = pointAt(points, epoch);
  return (
    <svg
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      aria-label={`${title} over the epochs ${layout.first} to ${layout.last}: ${format(points[0]?.value ?? null)} at first, ${format(points.at(-1)?.value ?? null)} at last`}
    >
      {layout.ticks.map(({ y, label }) => (
        <g key={label}>
          <path d={`M${BAND_FRAME.left} ${y}H${SIZE.width - BAND_FRAME.right}`} stroke="var(--line)" />
          <text x={BAND_FRAME.left - 6} y={y + 3.5} textAnchor="end" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      {layout.band && <path d={layout.band} fill="var(--ink)" opacity="0.1" />}
      <path
        d={`M${layout.xOf(epoch)} ${BAND_FRAME.top}V${SIZE.height - BAND_FRAME.bottom}`}
        stroke="var(--accent)"
        strokeDasharray="1 3"
      />
      <path d={layout.line} fill="none" stroke="var(--ink)" strokeWidth="1.5" />
      {here && here.value !== null && (
        <circle cx={layout.xOf(epoch)} cy={layout.yOf(here.value)} r="3.5" fill="var(--ink)" stroke="var(--paper)" />
      )}
      <text x={layout.xOf(layout.first)} y={SIZE.height - 3} textAnchor="middle" fill="var(--ink-3)">
        {layout.first}
      </text>
      {layout.last > layout.first && (
        <text x={layout.xOf(layout.last)} y={SIZE.height - 3} textAnchor="end" fill="var(--ink-3)">
          {layout.last}
        </text>
      )}
    </svg>
  );
}
