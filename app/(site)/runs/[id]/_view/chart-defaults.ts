import { isTerminal, type RunState } from "#domain/runs/states";
import { type ChartSettings, DEFAULT_SETTINGS } from "../../../../_ui/chart/series.ts";

/**
 * How the charts of a run are shown where the address says nothing. Accuracy and loss by epoch need an epoch that was
 * completed: of a run that ended before its first did, only the steps tell what happened.
 */
export const chartDefaults = (state: RunState, epochs: number): ChartSettings =>
  isTerminal(state) && epochs === 0 ? { ...DEFAULT_SETTINGS, x: "step" } : DEFAULT_SETTINGS;
