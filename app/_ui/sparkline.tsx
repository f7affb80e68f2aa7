type SparklineProps = {
  values: readonly number[];
  /** Lowest and highest value of the scale; sparklines of one table share it. */
  domain: readonly [number, number];
  /** Points that the run will have in the end, so that an unfinished line stops short. Default: those it has. */
  slots?: number;
  /** Index of the point to mark in green. */
  best?: number;
  /** What the line shows, for assistive technology. */
  label: string;
  width?: number;
  height?: number;
};

const PAD = 2;

/** A word-sized line, without axes. */
export function Sparkline({ values, domain, slots, best, label, width = 96, height = 28 }: SparklineProps) {
  const [low, high] = domain;
  const last = Math.max((slots ?? values.length) - 1, 1);
  const x = (index: number) => PAD + (index / last) * (width - 2 * PAD);
  const y = (value: number) => PAD + (1 - (value - low) / (high - low || 1)) * (height - 2 * PAD);
  const points = values.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
  const marked = best === undefined ? undefined : values[best];
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {points.length > 1 && <path d={`M${points.join("L")}`} />}
      {marked !== undefined && best !== undefined && <circle cx={x(best)} cy={y(marked)} r="3" />}
    </svg>
  );
}
