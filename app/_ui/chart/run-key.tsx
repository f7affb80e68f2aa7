import { widthOf } from "../svg-drawing.ts";
import { slotColor, slotMarker } from "./slots.ts";

type RunKeyProps = { runs: readonly { id: string; label: string; slot: number }[]; width: number };

const ROW = 18;
const MARKER = 18;
const GAP = 16;

/** Which looks are whose, as a drawing: what the heads of a page say, for a file that stands alone. */
export function RunKey({ runs, width }: RunKeyProps) {
  const widest = Math.max(0, ...runs.map(({ label }) => MARKER + widthOf(label, 11) + GAP));
  const columns = Math.max(1, Math.min(runs.length, Math.floor(width / widest)));
  const height = Math.ceil(runs.length / columns) * ROW;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="text-2xs" aria-hidden="true">
      {runs.map(({ id, label, slot }, i) => (
        <g key={id} transform={`translate(${(i % columns) * (width / columns)} ${Math.floor(i / columns) * ROW})`}>
          <path d={slotMarker(slot)} transform="translate(6 8)" fill={`var(--${slotColor(slot)})`} />
          <text x={MARKER} y="12" fill="var(--ink)">
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}
