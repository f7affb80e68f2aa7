"use client";
import { useMemo } from "react";
import { type Calibration, calibrationOf } from "#domain/evaluation/calibration";
import type { TestPredictions } from "#domain/runs/test-predictions";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { calibrationInWords, FRAME, layOutCalibration, type PlotSize } from "../_view/calibration-plot.ts";
import { calibrationNumbers } from "../_view/evaluation-numbers.ts";

/** Two drawings instead of one that is scaled, so that the words are as large on a phone. */
const WIDE: PlotSize = { width: 500, height: 340 };
const NARROW: PlotSize = { width: 358, height: 300 };

const KEY = "Bars: right answers, %. Strokes: how sure it was on average. Line: as sure as right. Below: pictures.";

type CalibrationPlateProps = {
  /** Of the run. */
  name: string;
  predictions: TestPredictions;
};

/** Whether the network is right as often as it says: a reliability diagram and its expected calibration error. */
export function CalibrationPlate({ name, predictions }: CalibrationPlateProps) {
  const calibration = useMemo(() => calibrationOf(predictions), [predictions]);
  if (!calibration) return null;
  return (
    <Plate
      title="Calibration"
      caption={`expected error ${formatPercent(calibration.error, 2)}`}
      tools={
        <DrawingMenu
          noun="the calibration diagram"
          name={`${name}, calibration`}
          draw={() =>
            paperDrawing({
              title: `${name}: calibration, expected error ${formatPercent(calibration.error, 2)}`,
              note: KEY,
              charts: [{ chart: <Diagram calibration={calibration} size={WIDE} /> }],
            })
          }
          numbers={() => calibrationNumbers(calibration)}
        />
      }
    >
      <p className="sub mb-3">{calibrationInWords(calibration)}</p>
      <div className="max-tablet:hidden">
        <Diagram calibration={calibration} size={WIDE} />
      </div>
      <div className="tablet:hidden">
        <Diagram calibration={calibration} size={NARROW} />
      </div>
      <p className="caption mt-1">{KEY}</p>
      <Numbers calibration={calibration} />
    </Plate>
  );
}

function Diagram({ calibration, size }: { calibration: Calibration; size: PlotSize }) {
  const { right, bottom, floor, ideal, ticks, bars } = layOutCalibration(calibration, size);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} className="block h-auto w-full text-2xs" aria-hidden="true">
      {ticks.map(({ label, x, y }) => (
        <g key={label} fill="var(--ink-3)">
          <path d={`M${FRAME.left} ${y}H${right}`} stroke="var(--line)" />
          <text x={FRAME.left - 8} y={y + 4} textAnchor="end">
            {label}
          </text>
          <text x={x} y={floor + 16} textAnchor={label === "100" ? "end" : "middle"}>
            {label}
          </text>
        </g>
      ))}
      {bars.map(({ from, x, width, accuracyTop, confidenceY, countTop, count }) => (
        <g key={from}>
          {accuracyTop !== null && (
            <rect x={x} y={accuracyTop} width={width} height={bottom - accuracyTop} fill="var(--ink-3)" />
          )}
          {confidenceY !== null && (
            <path d={`M${x - 1} ${confidenceY}h${width + 2}`} stroke="var(--s2)" strokeWidth="2" />
          )}
          {count > 0 && (
            <rect
              x={x}
              y={Math.min(countTop, floor - 1)}
              width={width}
              height={Math.max(floor - countTop, 1)}
              fill="var(--line-strong)"
            />
          )}
        </g>
      ))}
      <line {...ideal} stroke="var(--ink)" strokeWidth="1.5" />
      <path d={`M${FRAME.left} ${bottom}H${right}M${FRAME.left} ${floor}H${right}`} stroke="var(--control)" />
      <text x={right} y={size.height - 4} textAnchor="end" fill="var(--ink-3)">
        how sure it was, %
      </text>
    </svg>
  );
}

/** The same numbers for assistive technology. */
function Numbers({ calibration }: { calibration: Calibration }) {
  return (
    <div className="sr-only">
      <table>
        <caption>Reliability diagram: how sure the network was, and how often it was right</caption>
        <thead>
          <tr>
            <th scope="col">sure, per cent</th>
            <th scope="col">pictures</th>
            <th scope="col">mean confidence, per cent</th>
            <th scope="col">right, per cent</th>
          </tr>
        </thead>
        <tbody>
          {calibration.bins.map(({ from, to, count, confidence, accuracy }) => (
            <tr key={from}>
              <th scope="row">
                {formatPercent(from, 1, "")} to {formatPercent(to, 1, "")}
              </th>
              <td>{formatCount(count)}</td>
              <td>{formatPercent(confidence, 1, "")}</td>
              <td>{formatPercent(accuracy, 1, "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
