/**
 * Charts of the pages as drawings for paper. They are drawn once more, out of sight, in the light theme on white; what
 * stylesheets and variables made of their looks is written into the drawing as plain attributes.
 */
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { type Drawing, drawSheet, escapeXml, PRINT_GAP, svgText } from "./svg-drawing.ts";

/** px: with its margins a drawing is as wide as a page of text, 170 mm, so its letters stay as large as they are here. */
export const PAPER_WIDTH = 618;
const CAPTION_HEIGHT = 20;
/** Beside each other, charts need more room than lines of text. */
const CHART_GAP = 2 * PRINT_GAP;

export type PaperChart = {
  /** Draws one `<svg>` with a view box in pixels. */
  chart: ReactNode;
  /** Above it, where there are several. */
  caption?: string;
};

type Paper = { title: string; note?: string | undefined; charts: readonly PaperChart[] };

/** Charts side by side, as many in a row as fit. Only in a browser, and not while something is rendered. */
export function paperDrawing({ title, note, charts }: Paper): Drawing {
  const host = document.createElement("div");
  host.inert = true;
  host.className = "on-paper";
  host.style.cssText = "position: fixed; left: -9999px";
  document.body.append(host);
  const root = createRoot(host);
  try {
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
    flushSync(() => root.render(charts.map(({ chart }, i) => <div key={i}>{chart}</div>)));
    const parts = charts.flatMap(({ caption }, i) => {
      const svg = host.children[i]?.querySelector("svg");
      return svg ? [{ svg, caption }] : [];
    });
    return drawSheet({ title, note, ...placed(parts) });
  } finally {
    root.unmount();
    host.remove();
  }
}

/** Elements of all parts with the room that they take. */
function placed(parts: readonly { svg: SVGSVGElement; caption: string | undefined }[]) {
  const toHex = hexColours();
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  let content = "";
  for (const { svg, caption } of parts) {
    const box = svg.viewBox.baseVal;
    if (x > 0 && x + box.width > PAPER_WIDTH) {
      y += rowHeight + CHART_GAP;
      x = 0;
      rowHeight = 0;
    }
    const head = caption ? CAPTION_HEIGHT : 0;
    if (caption) content += svgText(x, y + 12, caption, 'font-size="12" font-weight="500"');
    content += `<g transform="translate(${x} ${y + head})">${[...svg.children].map((part) => plain(part, toHex)).join("")}</g>`;
    rowHeight = Math.max(rowHeight, head + box.height);
    width = Math.max(width, x + box.width);
    x += box.width + CHART_GAP;
  }
  return { content, width, height: y + rowHeight };
}

const SHAPES = new Set(["path", "rect", "circle", "line"]);
const GEOMETRY = ["d", "x", "y", "width", "height", "cx", "cy", "r", "x1", "y1", "x2", "y2", "transform"];
/** Attributes by the value that an element has without them. */
const STROKE_LOOKS = {
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
};
const TEXT_LOOKS = { "font-size": "11px", "font-weight": "400", "text-anchor": "start" };

type ToHex = ReturnType<typeof hexColours>;

/** An element and what is in it, with the looks that it has; empty where there is nothing to be seen. */
function plain(element: Element, toHex: ToHex): string {
  const style = getComputedStyle(element);
  const attributes = GEOMETRY.flatMap((name) => {
    const value = element.getAttribute(name);
    return value === null ? [] : [[name, value]];
  });
  const add = (looks: Record<string, string>) => {
    for (const [name, initial] of Object.entries(looks)) {
      const value = style.getPropertyValue(name);
      if (value !== initial) attributes.push([name, value.replaceAll("px", "")]);
    }
  };
  const written = () => attributes.map(([name, value]) => ` ${name}="${escapeXml(value ?? "")}"`).join("");
  add({ opacity: "1" });

  const name = element.localName;
  if (name === "g") {
    const inside = [...element.children].map((part) => plain(part, toHex)).join("");
    return attributes.length === 0 ? inside : `<g${written()}>${inside}</g>`;
  }
  if (!SHAPES.has(name) && name !== "text") return "";
  const colours = (["fill", "stroke"] as const).map((kind) => {
    const colour = toHex(style.getPropertyValue(kind));
    const opacity = colour ? colour.alpha * Number(style.getPropertyValue(`${kind}-opacity`)) : 0;
    if (kind === "fill" || opacity > 0) attributes.push([kind, colour && opacity > 0 ? colour.hex : "none"]);
    if (opacity > 0 && opacity < 1) attributes.push([`${kind}-opacity`, opacity.toFixed(3)]);
    return opacity > 0;
  });
  const [, hasStroke] = colours;
  if (!colours.includes(true)) return "";
  if (hasStroke) add(STROKE_LOOKS);
  if (name !== "text") return `<${name}${written()}/>`;
  add(TEXT_LOOKS);
  return `<text${written()}>${escapeXml(element.textContent)}</text>`;
}

/** Turns any colour of CSS, mixed in whatever space, into what every tool knows; null where nothing is painted. */
function hexColours() {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!canvas) throw new Error("The browser lends no canvas.");
  return (colour: string): { hex: string; alpha: number } | null => {
    if (colour === "none") return null;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("");
    return { hex: `#${hex}`, alpha: alpha / 255 };
  };
}
