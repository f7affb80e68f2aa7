"use client";
import { useSearchParams } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import { type ChartSettings, DEFAULT_SETTINGS, type XRange } from "./series.ts";
import { parseSettings, writeSettings } from "./settings-query.ts";

/** A slider that is dragged changes the address once, when it rests. */
const REST_MS = 300;

export type ChartView = {
  settings: ChartSettings;
  onSettings: (settings: ChartSettings) => void;
  zoom: XRange | null;
  onZoom: (zoom: XRange | null) => void;
};

/** How all charts of a page are shown: their settings, which the address of the page keeps, and what is zoomed. */
export function useChartSettings(defaults: ChartSettings = DEFAULT_SETTINGS): ChartView {
  const query = useSearchParams();
  const [settings, setSettings] = useState(() => parseSettings(query, defaults));
  const [zoom, setZoom] = useState<XRange | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const { pathname, search, hash } = window.location;
      const next = writeSettings(settings, new URLSearchParams(search), defaults).toString();
      if (next === search.slice(1)) return;
      window.history.replaceState(null, "", `${pathname}${next ? `?${next}` : ""}${hash}`);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [settings, defaults]);
  return {
    settings,
    onSettings: (next) => {
      setSettings(next);
      if (next.x !== settings.x) setZoom(null);
    },
    zoom,
    // All charts of the page change: in pieces, so that pointer and keys are heard meanwhile.
    onZoom: (next) => startTransition(() => setZoom(next)),
  };
}
