import type { CSSProperties } from "react";

export type NetworkPart = {
  kind: "input" | "conv" | "pool" | "dense" | "frozen";
  /** Side of the map in pixels; for a dense layer its units. */
  height: number;
  /** Channels of the map; a dense layer has none. */
  width?: number;
};

type NetworkStripProps = {
  parts: readonly NetworkPart[];
  /** Drawn size relative to 58 px of height. */
  scale?: number;
  /** Without a label the strip is decoration beside words that say the same. */
  label?: string;
};

const FULL_HEIGHT = 56;

/** A network at a glance: height is map size, width is channels; filled conv, open pool, green dense, hatched frozen. */
export function NetworkStrip({ parts, scale = 1, label }: NetworkStripProps) {
  const tallest = Math.max(...parts.filter((part) => part.kind !== "dense").map((part) => part.height), 1);
  return (
    <span
      className="network-strip"
      style={{ "--scale": scale } as CSSProperties}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {parts.map((part, index) => {
        const { w, h } = extent(part, tallest);
        // biome-ignore lint/suspicious/noArrayIndexKey: layers have no identity but their place
        return <span key={index} className={`network-${part.kind}`} style={{ "--w": w, "--h": h } as CSSProperties} />;
      })}
    </span>
  );
}

/** Width and height in px at scale 1. Units of dense layers grow by their logarithm: they span four decades. */
function extent({ kind, height, width = 1 }: NetworkPart, tallest: number): { w: number; h: number } {
  const clamp = (value: number, low: number, high: number) => Math.round(Math.min(Math.max(value, low), high));
  switch (kind) {
    case "dense":
      return { w: height > 16 ? 7 : 4, h: clamp(10 * Math.log2(height) - 17, 8, FULL_HEIGHT) };
    case "input":
      return { w: 4, h: clamp((height / tallest) * FULL_HEIGHT, 4, FULL_HEIGHT) };
    case "conv":
    case "pool":
    case "frozen":
      return { w: clamp(width / 2, 4, 110), h: clamp((height / tallest) * FULL_HEIGHT, 4, FULL_HEIGHT) };
  }
}
