/** Names beside points, as many as fit without covering a point or each other. */

type Place = { x: number; y: number };
type Box = { left: number; right: number; top: number; bottom: number };
export type PlacedName = Place & { text: string; anchor: "start" | "end" };

const LONGEST = 28;
/** Of the font that the drawing uses, in units of the view box. */
const CHARACTER = 6.4;
const LINE = 12;
const BESIDE = 9;
const AROUND_POINT = 5;

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param named the most important first; one without a free place gets none */
export function placeNames(
  named: readonly (Place & { name: string })[],
  points: readonly Place[],
  field: Box,
): PlacedName[] {
  const taken: Box[] = points.map(({ x, y }) => ({
    left: x - AROUND_POINT,
    right: x + AROUND_POINT,
    top: y - AROUND_POINT,
    bottom: y + AROUND_POINT,
  }));
  const placed: PlacedName[] = [];
  for (const { name, x, y } of named) {
    const text = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
    const width = text.length * CHARACTER;
    // Above the step that the front makes, to the left first: to the right the step goes on.
    const free = [
      { anchor: "end" as const, dx: -BESIDE, dy: -6 },
      { anchor: "start" as const, dx: BESIDE, dy: -6 },
      { anchor: "start" as const, dx: BESIDE, dy: 16 },
    ]
      .map(({ anchor, dx, dy }) => {
        const [start, base] = [x + dx, y + dy];
        const left = anchor === "end" ? start - width : start;
        return {
          name: { text, anchor, x: start, y: base },
          box: { left, right: left + width, top: base - LINE, bottom: base + 3 },
        };
      })
      .find(
        ({ box }) =>
          box.left >= field.left &&
          box.right <= field.right &&
          box.top >= field.top &&
          box.bottom <= field.bottom &&
          !taken.some((other) => overlap(box, other)),
      );
    if (!free) continue;
    taken.push(free.box);
    placed.push(free.name);
  }
  return placed;
}
