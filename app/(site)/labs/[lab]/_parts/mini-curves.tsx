import type { EpochFigures } from "#domain/labs/figures";
import { slotColor } from "../../../../_ui/chart/slots.ts";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { type CurveBox, linePath, miniScale } from "../../_view/mini-scale.ts";

export type MiniCurvesProps = { title: string; epochs: readonly EpochFigures[]; planned: number; slot: number };

const BOX: CurveBox = { width: 300, height: 130, left: 28, right: 50, top: 8, bottom: 20 };

/** Accuracy of one network over its epochs, small: validation solid, train dashed. All of a lab share one scale. */
export function MiniCurves({ title, epochs, planned, slot }: MiniCurvesProps) {
  const scale = miniScale(BOX, planned);
  const color = `var(--${slotColor(slot)})`;
  const last = epochs.at(-1);
  if (!last) return null;
  const end = formatPercent(last.validationAccuracy, 1, "");
  const label = `${title}: validation accuracy ${end} per cent after epoch ${last.epoch} of ${planned}.`;
  return (
    <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} className="lab-mini" role="img" aria-label={label}>
      {last.epoch < planned && (
        <rect
          x={scale.x(last.epoch)}
          y={BOX.top}
          width={scale.x(planned) - scale.x(last.epoch)}
          height={scale.y(0) - BOX.top}
          fill="var(--sunken)"
        />
      )}
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <path
            d={`M${BOX.left} ${scale.y(share)}H${scale.x(planned)}`}
            stroke={share === 0 ? "var(--control)" : "var(--line)"}
          />
          <text x={BOX.left - 7} y={scale.y(share) + 4} textAnchor="end">
            {share * 100}
          </text>
        </g>
      ))}
      {scale.ticks.map((epoch) => (
        <text key={epoch} x={scale.x(epoch)} y={BOX.height - 4} textAnchor="middle">
          {epoch}
        </text>
      ))}
      <path
        d={linePath(epochs, scale, (one) => one.trainAccuracy)}
        stroke={color}
        strokeDasharray="4 4"
        strokeWidth="1.5"
        fill="none"
      />
      <path
        d={linePath(epochs, scale, (one) => one.validationAccuracy)}
        stroke={color}
        strokeWidth="2"
        fill="none"
        strokeLinejoin="round"
      />
      <circle
        cx={scale.x(last.epoch)}
        cy={scale.y(last.validationAccuracy)}
        r="4"
        fill={color}
        stroke="var(--paper)"
        strokeWidth="1.5"
      />
      <text
        x={scale.x(last.epoch) + 9}
        y={scale.y(last.validationAccuracy) + 4}
        className="lab-mini-end"
        style={{ fill: `var(--${slotColor(slot)}-text)` }}
      >
        {end}
      </text>
    </svg>
  );
}
