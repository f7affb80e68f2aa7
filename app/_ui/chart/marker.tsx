import { slotColor, slotMarker } from "./slots.ts";

/** Colour and shape of a run, as at the end of its lines. */
export function Marker({ slot, muted = false }: { slot: number; muted?: boolean }) {
  return (
    <svg viewBox="-6 -6 12 12" className="chart-marker" aria-hidden="true">
      <path
        d={slotMarker(slot)}
        fill={muted ? "none" : `var(--${slotColor(slot)})`}
        stroke={`var(--${slotColor(slot)})`}
      />
    </svg>
  );
}
