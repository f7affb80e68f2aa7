import { formatSignificant } from "../../../../_ui/numbers.ts";
import { type DistributionAt, RIDGE_FRAME, type RidgeSize, ridgeOf } from "../_view/ridge.ts";

type RidgePlotProps = {
  /** What is distributed: "kernel", "outputs". */
  title: string;
  /** In order of their epochs. */
  rows: readonly DistributionAt[];
  /** Drawn in green; the latest stands in ink, the others the fainter the older. */
  epoch: number;
};

/** Two drawings instead of one that is scaled, so that the words are as large on a phone. */
export const RIDGE_WIDE: RidgeSize = { width: 440, height: 240 };
const NARROW: RidgeSize = { width: 358, height: 220 };

/** How the values of one thing are distributed after each epoch, the latest in front. */
export function RidgePlot(props: RidgePlotProps) {
  const latest = props.rows.at(-1)?.distribution;
  return (
    <figure>
      <figcaption className="mb-1 flex justify-between text-xs">
        <span className="font-medium">{props.title}</span>
        {latest && latest.mean !== null && (
          <span className="text-ink-3">
            {formatSignificant(latest.mean, 2)} ± {formatSignificant(latest.deviation, 2)} at the end
          </span>
        )}
      </figcaption>
      <div className="max-tablet:hidden">
        <Ridge {...props} size={RIDGE_WIDE} />
      </div>
      <div className="tablet:hidden">
        <Ridge {...props} size={NARROW} />
      </div>
    </figure>
  );
}

/** The drawing alone. */
export function Ridge({ title, rows, epoch, size }: RidgePlotProps & { size: RidgeSize }) {
  const ridge = ridgeOf(rows, size);
  if (!ridge) return <p className="caption">No value is finite.</p>;
  const { hills, min, max, xOf } = ridge;
  const floor = size.height - RIDGE_FRAME.bottom;
  const last = hills.length - 1;
  const zero = min < 0 && max > 0 ? [0] : [];
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      aria-label={`Histograms of ${title} over ${rows.length} epochs, from ${formatSignificant(min, 2)} to ${formatSignificant(max, 2)}`}
    >
      {zero.map((value) => (
        <path
          key={value}
          d={`M${xOf(value)} ${RIDGE_FRAME.top}V${floor}`}
          stroke="var(--line-strong)"
          strokeDasharray="1 3"
        />
      ))}
      {hills.map((hill, i) => {
        const chosen = hill.epoch === epoch && i !== last;
        const age = last === 0 ? 1 : 0.25 + 0.75 * (i / last);
        return (
          <g key={hill.epoch}>
            <path d={hill.area} fill="var(--paper)" opacity="0.85" />
            <path
              d={hill.outline}
              fill={chosen ? "var(--accent-wash)" : i === last ? "var(--sunken)" : "none"}
              stroke={chosen ? "var(--accent)" : "var(--ink)"}
              strokeOpacity={chosen ? 1 : age}
              strokeWidth={chosen || i === last ? 1.6 : 1}
            />
            {(chosen || i === last || i === 0) && (
              <text
                x={size.width - RIDGE_FRAME.right + 6}
                y={hill.baseline}
                fill={chosen ? "var(--accent-text)" : "var(--ink-3)"}
              >
                {hill.epoch}
              </text>
            )}
          </g>
        );
      })}
      {[min, ...zero, max].map((value, i, all) => (
        <text
          key={value}
          x={xOf(value)}
          y={size.height - 5}
          textAnchor={i === 0 ? "start" : i === all.length - 1 ? "end" : "middle"}
          fill="var(--ink-3)"
        >
          {formatSignificant(value, 2)}
        </text>
      ))}
    </svg>
  );
}
