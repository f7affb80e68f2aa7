/** The scatter as a drawing on its own, for papers and slides: light, with its colours written out. */
import type { Cost } from "#domain/models/leaderboard-view";
import { COST_AXES } from "./cost-axis.ts";
import { layOutScatter, MARGIN, type Scored } from "./scatter-layout.ts";

const SIZE = { width: 880, height: 400 } as const;
const TITLE_HEIGHT = 28;
const COLOURS = {
  paper: "#ffffff",
  ink: "#151a17",
  dim: "#464f4a",
  line: "#e3e6e3",
  axis: "#7a847e",
  front: "#0b7548",
};
const FONT = "Geist, Helvetica, Arial, sans-serif";

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const text = (x: number, y: number, words: string, more: string) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escapeXml(words)}</text>`;

/** `width` and `height` in CSS pixels, 96 to the inch. */
export function scatterSvg(rows: readonly Scored[], cost: Cost): { svg: string; width: number; height: number } {
  const { width, height } = SIZE;
  const { points, steps, names, xTicks, yTicks } = layOutScatter(rows, cost, SIZE);
  const bottom = height - MARGIN.bottom;
  const right = width - MARGIN.right;
  const { axis, label } = COST_AXES[cost];
  const parts = [
    ...yTicks.map(
      (tick) =>
        `<path d="M${MARGIN.left} ${tick.y}H${right}" stroke="${COLOURS.line}"/>` +
        text(MARGIN.left - 10, tick.y + 4, tick.label, `text-anchor="end" fill="${COLOURS.dim}"`),
    ),
    ...xTicks.map(
      (tick) =>
        `<path d="M${tick.x} ${MARGIN.top}V${bottom}" stroke="${COLOURS.line}"/>` +
        text(tick.x, bottom + 20, tick.label, `text-anchor="middle" fill="${COLOURS.dim}"`),
    ),
    text(right, height - 4, axis, `text-anchor="end" fill="${COLOURS.dim}"`),
    `<path d="M${MARGIN.left} ${bottom}H${right}" stroke="${COLOURS.axis}"/>`,
    `<path d="${steps}" fill="none" stroke="${COLOURS.front}" stroke-width="1.5"/>`,
    ...points.toReversed().map(({ row, x, y, whisker }) => {
      const colour = row.onFront ? COLOURS.front : COLOURS.dim;
      return (
        `<path d="M${x} ${whisker.top}V${whisker.bottom}" stroke="${colour}"/>` +
        `<circle cx="${x}" cy="${y}" r="4.5" fill="${row.onFront ? colour : COLOURS.paper}" stroke="${colour}" stroke-width="1.5"/>`
      );
    }),
    ...names.map((name) => text(name.x, name.y, name.text, `text-anchor="${name.anchor}" fill="${COLOURS.ink}"`)),
  ];
  const total = height + TITLE_HEIGHT;
  const title = `Test accuracy, %, against ${label}`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${FONT}" font-size="11">` +
    `<title>${title}</title><rect width="${width}" height="${total}" fill="${COLOURS.paper}"/>` +
    text(MARGIN.left, 18, title, `font-size="14" font-weight="600" fill="${COLOURS.ink}"`) +
    `<g transform="translate(0 ${TITLE_HEIGHT})">${parts.join("")}</g></svg>`;
  return { svg, width, height: total };
}
