"use client";
import { type PointerEvent, useState } from "react";
import type { ChartLayout } from "./chart-layout.ts";
import type { XRange } from "./series.ts";

/** px that a pointer moves before it means to choose a range. */
const THRESHOLD = 6;

type Acts = {
  /** Where the pointer is, as x; null when it has left. */
  onPoint: (x: number | null) => void;
  onZoom: ((zoom: XRange | null) => void) | undefined;
};

/** Pointing at a chart, choosing a range of it by dragging, and all of it by a double click. */
export function useDragZoom(layout: ChartLayout | null, { onPoint, onZoom }: Acts) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const chosen = drag && Math.abs(drag.to - drag.from) >= THRESHOLD;

  const placeOf = (event: PointerEvent<HTMLElement>): number => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (!layout) return px;
    return Math.min(Math.max(px, layout.grid.left), layout.width - layout.grid.right);
  };

  return {
    /** The range that is being chosen, in px. */
    selection: drag && chosen ? { left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) } : null,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (!layout || !onZoom || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = placeOf(event);
        setDrag({ from: at, to: at });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!layout) return;
        const at = placeOf(event);
        if (drag) setDrag({ ...drag, to: at });
        onPoint(layout.fromX(at));
      },
      onPointerUp: () => {
        if (layout && onZoom && drag && chosen) {
          onZoom({
            from: layout.fromX(Math.min(drag.from, drag.to)),
            to: layout.fromX(Math.max(drag.from, drag.to)),
          });
        }
        setDrag(null);
      },
      onPointerCancel: () => setDrag(null),
      onPointerLeave: () => onPoint(null),
      onDoubleClick: () => onZoom?.(null),
    },
  };
}
