"use client";
import type { EChartsType } from "echarts/core";
import { type RefObject, useEffect, useState } from "react";

/** Fetched with the first page that has a chart, while that page is made alive; on the server there is nothing to draw on. */
const loading = typeof window === "undefined" ? null : import("./echarts.ts");

/** How far below the view a chart is made ready. */
const AHEAD = "240px";

export type Drawable = { chart: EChartsType | null; size: { width: number; height: number } | null; inView: boolean };

/** An ECharts canvas in `canvas`, made when its `box` comes near the view, with the size of that box. */
export function useEchart(box: RefObject<HTMLElement | null>, canvas: RefObject<HTMLDivElement | null>): Drawable {
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [size, setSize] = useState<Drawable["size"]>(null);
  const [inView, setInView] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    sizes.observe(element);
    const view = new IntersectionObserver(
      (entries) => {
        const near = entries.at(-1)?.isIntersecting ?? false;
        setInView(near);
        if (near) setWanted(true);
      },
      { rootMargin: AHEAD },
    );
    view.observe(element);
    return () => {
      sizes.disconnect();
      view.disconnect();
    };
  }, [box]);

  useEffect(() => {
    if (!wanted) return;
    let made: EChartsType | undefined;
    let gone = false;
    void loading?.then(({ init }) => {
      if (gone || !canvas.current) return;
      made = init(canvas.current);
      setChart(made);
    });
    return () => {
      gone = true;
      made?.dispose();
      setChart(null);
    };
  }, [wanted, canvas]);

  return { chart, size, inView };
}
