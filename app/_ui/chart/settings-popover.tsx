"use client";
import { Popover } from "radix-ui";
import { useId } from "react";
import { IconButton } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { Segmented } from "../segmented.tsx";
import { type ChartSettings, type Smoothing, X_AXES, type XAxis } from "./series.ts";
import { SMOOTHING_LIMITS } from "./settings-query.ts";

type SettingsPopoverProps = {
  settings: ChartSettings;
  onChange: (settings: ChartSettings) => void;
  axes: readonly XAxis[];
};

const START: Record<Smoothing["kind"], Smoothing> = {
  none: { kind: "none" },
  ema: { kind: "ema", weight: 0.6 },
  mean: { kind: "mean", window: 9 },
};

/** Smoothing, scale and outliers of the charts of a page; on a phone the x axis too. */
export function SettingsPopover({ settings, onChange, axes }: SettingsPopoverProps) {
  const { smoothing } = settings;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton icon="sliders" label="Chart settings" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu chart-settings"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Chart settings"
        >
          {axes.length > 1 && (
            <div className="tablet:hidden">
              <p className="chart-settings-name">Horizontal axis</p>
              <Segmented
                label="Horizontal axis"
                options={X_AXES.filter((axis) => axes.includes(axis)).map((value) => ({ value, label: SHORT[value] }))}
                value={settings.x}
                onChange={(x) => onChange({ ...settings, x })}
              />
            </div>
          )}
          <div>
            <p className="chart-settings-name">Smoothing</p>
            <Segmented
              label="Smoothing"
              options={[
                { value: "none", label: "None" },
                { value: "ema", label: "Exponential" },
                { value: "mean", label: "Running mean" },
              ]}
              value={smoothing.kind}
              onChange={(kind) => onChange({ ...settings, smoothing: START[kind] })}
            />
          </div>
          {smoothing.kind === "ema" && (
            <Amount
              label="Weight of the past"
              limits={SMOOTHING_LIMITS.weight}
              step={0.01}
              value={smoothing.weight}
              onChange={(weight) => onChange({ ...settings, smoothing: { kind: "ema", weight } })}
            />
          )}
          {smoothing.kind === "mean" && (
            <Amount
              label="Points in the window"
              limits={SMOOTHING_LIMITS.window}
              step={2}
              value={smoothing.window}
              onChange={(window) => onChange({ ...settings, smoothing: { kind: "mean", window } })}
            />
          )}
          <Checkbox
            label="Logarithmic scale"
            checked={settings.y === "log"}
            onChange={(event) => onChange({ ...settings, y: event.target.checked ? "log" : "linear" })}
          />
          <Checkbox
            label="Clip outliers"
            checked={settings.clipOutliers}
            onChange={(event) => onChange({ ...settings, clipOutliers: event.target.checked })}
          />
          <p className="caption">For all charts of this page.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const SHORT: Record<XAxis, string> = { epoch: "Epoch", step: "Step", relative: "Time", wall: "Clock" };

type AmountProps = {
  label: string;
  limits: { min: number; max: number };
  step: number;
  value: number;
  onChange: (value: number) => void;
};

function Amount({ label, limits, step, value, onChange }: AmountProps) {
  const id = useId();
  return (
    <div className="chart-settings-amount">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{value}</output>
      <input
        id={id}
        type="range"
        {...limits}
        step={step}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
