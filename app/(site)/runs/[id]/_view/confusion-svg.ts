/** A confusion matrix as a drawing on its own, for papers and slides: light, with its colours written out. */
import { cellColour } from "../../../../_ui/confusion-colour.ts";
import { formatCount } from "../../../../_ui/numbers.ts";
import { PRINT_COLOURS as COLOURS, type Drawing, PRINT_FONTS, svgText as text } from "../../../../_ui/svg-drawing.ts";

const CELL = { width: 60, height: 33 };
const HEAD = { left: 96, top: 66 };
const PAD = 12;

/**
 * @param counts counts[true class][answer]
 * @param show counts, or per cent of each row
 */
export function confusionSvg(
  title: string,
  counts: readonly (readonly number[])[],
  classes: readonly string[],
  show: "counts" | "percent",
): Drawing {
  const colour = cellColour(counts);
  const width = HEAD.left + classes.length * CELL.width + PAD;
  const height = HEAD.top + classes.length * CELL.height + PAD;
  const xOf = (answer: number) => HEAD.left + answer * CELL.width;
  const yOf = (truth: number) => HEAD.top + truth * CELL.height;
  const cells = counts.flatMap((row, truth) =>
    row.map((count, answer) => {
      const right = truth === answer;
      const { share, mix } = colour(truth, answer);
      const words = show === "percent" ? (share * 100).toFixed(1) : formatCount(count);
      const place = `x="${xOf(answer) + 0.5}" y="${yOf(truth) + 0.5}" width="${CELL.width - 1}" height="${CELL.height - 1}"`;
      return (
        `<rect ${place} fill="${COLOURS.cell}"/>` +
        `<rect ${place} fill="${right ? COLOURS.green : COLOURS.vermillion}" fill-opacity="${(mix / 100).toFixed(3)}"/>` +
        text(
          xOf(answer) + CELL.width / 2,
          yOf(truth) + CELL.height / 2 + 4,
          words,
          `text-anchor="middle"${right ? ' font-weight="600"' : ""}`,
        )
      );
    }),
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${PRINT_FONTS}" font-size="12" fill="${COLOURS.ink}">` +
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>` +
    text(PAD, 22, title, 'font-size="14" font-weight="600"') +
    text(
      PAD,
      40,
      `Rows: truth, columns: answer${show === "percent" ? ", per cent of the row" : ""}`,
      `fill="${COLOURS.dim}"`,
    ) +
    classes
      .map((name, k) =>
        [
          text(
            xOf(k) + CELL.width / 2,
            HEAD.top - 8,
            name,
            `text-anchor="middle" fill="${COLOURS.dim}" font-size="11"`,
          ),
          text(HEAD.left - 8, yOf(k) + CELL.height / 2 + 4, name, `text-anchor="end" fill="${COLOURS.dim}"`),
        ].join(""),
      )
      .join("") +
    cells.join("") +
    "</svg>";
  return { svg, width, height };
}
