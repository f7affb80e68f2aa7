import { tenth } from "../../../_ui/tenth.ts";

type Scored = { testAccuracy: number; interval: number };
export type Scale = { low: number; high: number };

/** From the lowest to the highest interval of `rows`, in whole per cent, as fractions. */
export function accuracyScale(rows: readonly Scored[]): Scale {
  const low = Math.min(...rows.map(({ testAccuracy, interval }) => testAccuracy - interval), 1);
  const high = Math.max(...rows.map(({ testAccuracy, interval }) => testAccuracy + interval), 0);
  return { low: Math.floor(Math.max(low, 0) * 100) / 100, high: Math.ceil(Math.min(high, 1) * 100) / 100 };
}

const WIDTH = 150;

/** A score as a dot on the common scale, its 95 % interval as a bar. The numbers stand beside it. */
export function IntervalMark({ row, scale, best }: { row: Scored; scale: Scale; best: boolean }) {
  const x = (value: number) => tenth(((value - scale.low) / (scale.high - scale.low || 1)) * WIDTH);
  const bar = `M${x(row.testAccuracy - row.interval)} 6H${x(row.testAccuracy + row.interval)}`;
  // A ring no wider than its line is a dot: bar and dot are one path.
  const dot = `M${tenth(x(row.testAccuracy) - 2)} 6a2 2 0 1 0 4 0a2 2 0 1 0-4 0`;
  return (
    <svg
      width={WIDTH}
      height="12"
      viewBox={`0 0 ${WIDTH} 12`}
      className={best ? "interval-mark interval-mark-best" : "interval-mark"}
      aria-hidden="true"
    >
      <path d={bar + dot} />
    </svg>
  );
}
