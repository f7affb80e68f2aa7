/** The scatter as a drawing on its own, for papers and slides: light, with its colours written out. */
import type { Cost } from "#domain/models/leaderboard-view";
import { PRINT_COLOURS as COLOURS, type Drawing, PRINT_FONTS, svgText as text } from "../../../_ui/svg-drawing.ts";
import { COST_AXES } from "./cost-axis.ts";
import { layOutScatter, MARGIN, type Scored } from "./scatter-layout.ts";

const SIZE = { width: 880, height: 400 } as const;
const TITLE_HEIGHT = 28;

export function scatterSvg(rows: readonly Scored[], cost: Cost): Drawing {
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
    `<path d="${steps}" fill="none" stroke="${COLOURS.green}" stroke-width="1.5"/>`,
    ...points.toReversed().map(({ row, x, y, whisker }) => {
      const colour = row.onFront ? COLOURS.green : COLOURS.dim;
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
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${PRINT_FONTS}" font-size="11">` +
    `<title>${title}</title><rect width="${width}" height="${total}" fill="${COLOURS.paper}"/>` +
    text(MARGIN.left, 18, title, `font-size="14" font-weight="600" fill="${COLOURS.ink}"`) +
    `<g transform="translate(0 ${TITLE_HEIGHT})">${parts.join("")}</g></svg>`;
  return { svg, width, height: total };
}
