import type { CSSProperties } from "react";
import { STRONGEST_MIX } from "../../../_ui/confusion-colour.ts";
import { type MatrixCell, matrixDrawing } from "../../../_ui/matrix-drawing.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { shortClassName } from "../../../_ui/short-class-name.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import type { ConfusionDifference as Difference, DifferenceCell } from "../_view/confusion-difference.ts";

/** Rows are the truth, columns the answer. Green is better, vermillion worse, and the sign is always written. */
export function ConfusionDifference({ a, b, difference }: { a: ShownRun; b: ShownRun; difference: Difference }) {
  const { cells, unit } = difference;
  const short = (name: string) => shortClassName(name) ?? name.slice(0, 5);
  return (
    <>
      <div className="-m-1 overflow-x-auto p-1">
        <table className="confusion confusion-difference">
          <caption className="sr-only">
            {`Confusion matrix of ${a.label} minus that of ${b.label}: rows are the true class, columns the answer`}
          </caption>
          <colgroup>
            <col />
            {a.classes.map((name) => (
              <col key={name} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <td />
              {a.classes.map((name) => (
                <th key={name} scope="col" title={name}>
                  {short(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, truth) => (
              <tr key={a.classes[truth]}>
                <th scope="row">
                  <span className="max-tablet:hidden">{a.classes[truth]}</span>
                  <span className="tablet:hidden">{short(a.classes[truth] ?? "")}</span>
                </th>
                {row.map((cell, answer) => (
                  <td
                    key={a.classes[answer]}
                    data-right={truth === answer}
                    data-few={cell.better === 0}
                    style={looks(cell)}
                  >
                    {signed(cell.value, unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="caption mt-2">{differenceKey(a, unit)}</p>
    </>
  );
}

const differenceKey = (a: ShownRun, unit: Difference["unit"]) =>
  `${unit === "images" ? "Images" : "Percentage points of the true class, as the tests differ in size"}; ` +
  `rows: truth, columns: answer. Green: ${a.label} is better; vermillion: worse.`;

/** The same on its own, for papers and slides. */
export const drawDifference = (a: ShownRun, b: ShownRun, { cells, unit }: Difference) =>
  matrixDrawing({
    title: `Confusion matrix of ${a.label} minus that of ${b.label}`,
    note: differenceKey(a, unit),
    columns: a.classes,
    rows: a.classes,
    cells: cells.map((row, truth) =>
      row.map(
        (cell, answer): MatrixCell => ({
          words: signed(cell.value, unit),
          colour: cell.better < 0 ? "vermillion" : "green",
          mix: mixOf(cell),
          strong: truth === answer,
        }),
      ),
    ),
  });

const mixOf = ({ share }: DifferenceCell) => STRONGEST_MIX * share ** 0.8;

const looks = (cell: DifferenceCell): CSSProperties =>
  ({
    "--heat": `var(--heat-${cell.better < 0 ? "wrong" : "right"})`,
    "--share": mixOf(cell).toFixed(1),
  }) as CSSProperties;

function signed(value: number, unit: "images" | "points"): string {
  const size = Math.abs(value);
  const text = unit === "images" ? formatCount(size) : size.toFixed(1);
  return Number(text) === 0 ? text : `${value > 0 ? "+" : "−"}${text}`;
}
