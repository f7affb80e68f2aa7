import type { Bars } from "../../_view/standardised.ts";

export type PixelHistogramProps = { title: string; caption: string; bars: Bars; ticks: readonly number[] };

const WIDTH = 400;
const HEIGHT = 120;
const BOTTOM = 20;

/** Shares of pixel values as bars over an axis. */
export function PixelHistogram(props: PixelHistogramProps) {
  return (
    <figure>
      <figcaption className="flex justify-between gap-4">
        <span className="text-sm font-medium">{props.title}</span>
        <span className="caption">{props.caption}</span>
      </figcaption>
      <PixelBars {...props} />
    </figure>
  );
}

/** The drawing alone. */
export function PixelBars({ title, caption, bars: { from, to, shares }, ticks }: PixelHistogramProps) {
  const step = (to - from) / Math.max(1, shares.length - 1);
  const [low, high] = [from - step / 2, to + step / 2];
  const x = (value: number) => ((value - low) / (high - low)) * WIDTH;
  const most = Math.max(...shares);
  const bar = WIDTH / shares.length;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT + BOTTOM}`}
      className="lab-histogram"
      role="img"
      aria-label={`${title}: ${caption}.`}
    >
      {shares.map((share, i) => {
        const height = (share / most) * HEIGHT;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place
            key={i}
            x={i * bar}
            y={HEIGHT - height}
            width={bar - 0.75}
            height={height}
          />
        );
      })}
      <path d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} stroke="var(--control)" />
      {ticks.map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={HEIGHT + 15}
          textAnchor={x(tick) < 12 ? "start" : x(tick) > WIDTH - 12 ? "end" : "middle"}
        >
          {String(tick).replace("-", "−")}
        </text>
      ))}
    </svg>
  );
}
