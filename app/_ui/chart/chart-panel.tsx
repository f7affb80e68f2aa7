"use client";
import { Button } from "../button.tsx";
import { ChoiceMenu } from "../menu.tsx";
import { Plate } from "../plate.tsx";
import { ChartKey } from "./chart-key.tsx";
import { DownloadMenu } from "./download-menu.tsx";
import { X_AXES, type XAxis } from "./series.ts";
import { SeriesChart, type SeriesChartProps } from "./series-chart.tsx";
import { SettingsPopover } from "./settings-popover.tsx";
import type { ChartView } from "./use-chart-settings.ts";
import { X_AXIS_NAMES } from "./x-axis.ts";

type ChartPanelProps = Omit<SeriesChartProps, "settings" | "zoom" | "onZoom"> & {
  /** What `useChartSettings` gave: shared by all charts of the page. */
  view: ChartView;
  /** The x axes that one may choose. */
  axes?: readonly XAxis[];
  /** What a download of it is called: "deeper accuracy". */
  fileName?: string;
  id?: string;
};

/** A section of a page with one chart: its key, its settings, its downloads. */
export function ChartPanel({ view, axes = X_AXES, fileName, id, ...chart }: ChartPanelProps) {
  const { settings, onSettings, zoom, onZoom } = view;
  const visible = chart.hidden ? chart.series.filter(({ owner }) => !chart.hidden?.has(owner)) : chart.series;
  const hasBoth = (["train", "validation"] as const).every((role) => chart.series.some((one) => one.role === role));
  return (
    <Plate
      id={id}
      title={chart.title}
      {...(chart.unit ? { unit: chart.unit } : {})}
      caption={hasBoth && <ChartKey />}
      tools={
        <>
          {zoom && (
            <Button variant="plain" size="sm" onClick={() => onZoom(null)}>
              Reset zoom
            </Button>
          )}
          {axes.length > 1 && (
            <ChoiceMenu
              trigger={
                <Button variant="plain" size="sm" iconEnd="down" className="max-tablet:hidden">
                  x: {X_AXIS_NAMES[settings.x].name || "clock"}
                </Button>
              }
              value={settings.x}
              options={axes.map((axis) => ({ value: axis, label: X_AXIS_NAMES[axis].menu }))}
              onChange={(x) => onSettings({ ...settings, x })}
            />
          )}
          <SettingsPopover settings={settings} onChange={onSettings} axes={axes} />
          <DownloadMenu
            fileName={fileName ?? chart.title}
            spec={{
              title: chart.title,
              unit: chart.unit,
              series: visible,
              settings,
              zoom,
              planned: chart.planned,
              format: chart.format,
            }}
          />
        </>
      }
    >
      <SeriesChart {...chart} settings={settings} zoom={zoom} onZoom={onZoom} />
    </Plate>
  );
}
