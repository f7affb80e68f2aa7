"use client";
import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import { cellColour } from "./confusion-colour.ts";
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

/** How far each key moves, down and to the right. */
const MOVES: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * Rows are the truth, columns the answer. Where cells can be chosen the matrix is one stop of the Tab key: arrows move
 * through it, Enter chooses.
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
  const colour = cellColour(counts);
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<{ truth: number; answer: number } | null>(null);
  const stop = focused ?? selected ?? { truth: 0, answer: 0 };

  const onKeyDown = (event: KeyboardEvent, truth: number, answer: number) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const last = counts.length - 1;
    const to = [truth + move[0], answer + move[1]].map((place) => Math.min(Math.max(place, 0), last));
    table.current?.querySelector<HTMLElement>(`[data-cell="${to.join("-")}"]`)?.focus();
  };

  return (
    <div className="overflow-x-auto p-1 -m-1">
      <table ref={table} className="confusion" role={onSelect ? "grid" : undefined}>
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
                const { share, mix } = colour(truth, answer);
                const text = show === "percent" ? (share * 100).toFixed(1) : formatCount(count);
                const unit = show === "percent" ? " per cent" : "";
                const said = `${classes[truth]} ${right ? "recognised" : `taken for ${classes[answer]}`}: ${text}${unit}`;
                const chosen = selected?.truth === truth && selected.answer === answer;
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
                    data-selected={chosen}
                  >
                    {onSelect ? (
                      <button
                        type="button"
                        data-cell={`${truth}-${answer}`}
                        tabIndex={stop.truth === truth && stop.answer === answer ? 0 : -1}
                        aria-label={said}
                        aria-pressed={chosen}
                        onFocus={() => setFocused({ truth, answer })}
                        onKeyDown={(event) => onKeyDown(event, truth, answer)}
                        onClick={() => onSelect({ truth, answer })}
                      >
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
