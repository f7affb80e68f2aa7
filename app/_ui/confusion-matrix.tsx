import type { CSSProperties } from "react";
import { formatCount } from "./numbers.ts";

type ConfusionMatrixProps = {
  /** counts[true class][answer] */
  counts: readonly (readonly number[])[];
  classes: readonly string[];
  /** Names short enough for a column; default: the first five letters. */
  shortNames?: readonly string[];
  /** Counts, or per cent of each row. */
  show?: "counts" | "percent";
  selected?: { truth: number; answer: number } | null;
  /** With it every cell is a button. */
  onSelect?: (cell: { truth: number; answer: number }) => void;
};

/** A cell's colour is mixed to at most this many per cent, so that ink stays readable on it. */
const STRONGEST_MIX = 52;

/**
 * Rows are the truth, columns the answer. The diagonal is green, mistakes vermillion; each has its own scale, up to the
 * largest of its kind, since a good network has hundreds on the diagonal and tens beside it. The exponents spread the
 * diagonal, whose shares lie close together, and lift small mistakes a little.
 */
export function ConfusionMatrix({
  counts,
  classes,
  shortNames,
  show = "counts",
  selected,
  onSelect,
}: ConfusionMatrixProps) {
  const short = (index: number) => shortNames?.[index] ?? classes[index]?.slice(0, 5) ?? "";
  const total = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0) || 1;
  const shares = counts.map((row) => row.map((count) => count / total(row)));
  const most = (right: boolean) =>
    Math.max(
      Number.EPSILON,
      ...shares.flatMap((row, truth) => row.filter((_, answer) => (answer === truth) === right)),
    );
  const best = most(true);
  const worst = most(false);
  return (
    <div className="overflow-x-auto p-1 -m-1">
      <table className="confusion">
        <caption className="sr-only">Confusion matrix: rows are the true class, columns the answer</caption>
        <colgroup>
          <col />
          {classes.map((name) => (
            <col key={name} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td />
            {classes.map((name, index) => (
              <th key={name} scope="col" title={name}>
                {short(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, truth) => (
            <tr key={classes[truth]}>
              <th scope="row">
                <span className="max-tablet:hidden">{classes[truth]}</span>
                <span className="tablet:hidden" title={classes[truth]}>
                  {short(truth)}
                </span>
              </th>
              {row.map((count, answer) => {
                const right = truth === answer;
                const share = shares[truth]?.[answer] ?? 0;
                const mix = STRONGEST_MIX * (right ? (share / best) ** 2.3 : (share / worst) ** 0.8);
                const text = show === "percent" ? (share * 100).toFixed(1) : formatCount(count);
                const said = `${classes[truth]} taken for ${classes[answer]}: ${text}${show === "percent" ? " per cent" : ""}`;
                return (
                  <td
                    key={classes[answer]}
                    style={
                      {
                        "--heat": `var(--heat-${right ? "right" : "wrong"})`,
                        "--share": mix.toFixed(1),
                      } as CSSProperties
                    }
                    data-right={right}
                    data-few={!right && share < 0.01}
                    data-selected={selected?.truth === truth && selected.answer === answer}
                  >
                    {onSelect ? (
                      <button type="button" aria-label={said} onClick={() => onSelect({ truth, answer })}>
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
