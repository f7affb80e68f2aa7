/** The curves of a lab's figures: accuracies in per cent, losses in nats, train and validation of each network. */
import type { EpochFigures } from "#domain/labs/figures";
import type { LabFigure } from "#domain/labs/lab";
import { isTerminal, type RunState } from "#domain/runs/states";
import type { ChartSeries } from "../../../_ui/chart/series.ts";
import { formatLoss, formatPercent } from "../../../_ui/numbers.ts";

type Network = {
  id: string;
  title: string;
  slot: number;
  epochs: readonly EpochFigures[];
  state?: RunState | undefined;
};

const VALUE = {
  accuracy: {
    train: (one: EpochFigures) => one.trainAccuracy * 100,
    validation: (one: EpochFigures) => one.validationAccuracy * 100,
  },
  loss: {
    train: (one: EpochFigures) => one.trainLoss ?? Number.NaN,
    validation: (one: EpochFigures) => one.validationLoss ?? Number.NaN,
  },
} as const;

const ROLES = ["train", "validation"] as const;

export const labCurves = (networks: readonly Network[], quantity: LabFigure["quantity"]): ChartSeries[] =>
  networks
    .filter(({ epochs }) => epochs.length > 0)
    .flatMap(({ id, title, slot, epochs, state }) =>
      ROLES.map((role) => ({
        key: `${id} ${role}`,
        owner: id,
        label: title,
        role,
        slot,
        points: epochs.map((one) => ({ x: one.epoch, y: VALUE[quantity][role](one) })),
        ...(role === "validation" && state !== undefined && !isTerminal(state) ? { live: true } : {}),
      })),
    );

/** Writes a value of a figure, without its unit. */
export const figureFormat: Record<LabFigure["quantity"], (value: number) => string> = {
  accuracy: (percent) => formatPercent(percent / 100, 1, ""),
  loss: formatLoss,
};

export const figureUnit: Record<LabFigure["quantity"], string | undefined> = { accuracy: "%", loss: undefined };
