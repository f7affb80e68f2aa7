/** Runs as Keras 3.15 measured them, with the notebook's networks and training. */
import { BACKBONE_IDS, type BackboneId } from "../../backbones/backbone-ids.ts";
import type { EpochFigures, LabFigures, RunFigures } from "../figures.ts";
import type { Lab } from "../lab.ts";
import { labNetworks } from "../networks.ts";

const epochsOf = (rows: readonly (readonly [number, number, number, number])[]): EpochFigures[] =>
  rows.map(([trainAccuracy, validationAccuracy, trainLoss, validationLoss], i) => ({
    epoch: i + 1,
    trainAccuracy,
    validationAccuracy,
    trainLoss,
    validationLoss,
  }));

const ended = { state: "succeeded", endedEarly: false, plannedEpochs: 10, differences: [] } as const;

export const SCRATCH_RUN: RunFigures = {
  ...ended,
  id: "0b0f5d2e-7a1c-7cc3-9a55-000000000001",
  test: { accuracy: 0.6485, count: 10_000, loss: 1.0361 },
  epochs: epochsOf([
    [0.4162, 0.5369, 1.6171, 1.2897],
    [0.5179, 0.5815, 1.3268, 1.1632],
    [0.561, 0.5987, 1.2132, 1.1135],
    [0.5863, 0.617, 1.1376, 1.07],
    [0.6091, 0.6168, 1.0813, 1.0805],
    [0.6307, 0.6364, 1.0221, 1.0414],
    [0.6439, 0.6403, 0.9849, 1.0313],
    [0.6624, 0.6469, 0.9402, 1.0202],
    [0.6695, 0.6424, 0.909, 1.0329],
    [0.6823, 0.65, 0.8796, 1.0239],
  ]),
};

export const DEEPER_RUN: RunFigures = {
  ...ended,
  id: "0b0f5d2e-7a1c-7cc3-9a55-000000000002",
  test: { accuracy: 0.7287, count: 10_000, loss: 0.8091 },
  epochs: epochsOf([
    [0.4843, 0.6075, 1.4467, 1.1278],
    [0.6091, 0.6564, 1.107, 0.9833],
    [0.6538, 0.6912, 0.9882, 0.8903],
    [0.6806, 0.6959, 0.9065, 0.8757],
    [0.6996, 0.7124, 0.8535, 0.84],
    [0.7111, 0.7235, 0.8121, 0.8099],
    [0.7225, 0.7212, 0.7834, 0.8414],
    [0.735, 0.7306, 0.7441, 0.8041],
    [0.7436, 0.7259, 0.7248, 0.8201],
    [0.7513, 0.7327, 0.7001, 0.7988],
  ]),
};

/** The lab with these runs for its networks, where a trainer has all weights. */
export const figuresWith = (
  lab: Lab,
  runs: Readonly<Record<string, RunFigures>>,
  trainable: readonly BackboneId[] = BACKBONE_IDS,
): LabFigures => ({
  classes: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
  networks: labNetworks(lab, { trainable }).map((network) => ({ ...network, run: runs[network.id] ?? null })),
});
