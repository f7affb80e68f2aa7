import type { DatasetId } from "../datasets/catalogue.ts";
import { type LayerRow, layerRows } from "../experiments/layer-rows.ts";
import { presetOf, presetSpec } from "../experiments/presets.ts";
import type { ExperimentSpec } from "../experiments/spec.ts";
import type { Lab, LabNetwork } from "./lab.ts";

/** A network of a lab with its summary and the training that the lab asks for. */
export type NetworkFacts = LabNetwork & {
  layers: LayerRow[];
  parameters: number;
  trainedParameters: number;
  spec: ExperimentSpec;
};

/** The networks of a lab, with what is known of each before it is trained. */
export const labNetworks = (lab: Lab): NetworkFacts[] => lab.networks.map((network) => factsOf(network, lab.dataset));

function factsOf(network: LabNetwork, dataset: DatasetId): NetworkFacts {
  const spec = { ...presetSpec(network.preset), dataset };
  return { ...network, ...counted(layerRows(spec.architecture, dataset)), spec };
}

const counted = (layers: LayerRow[]) => ({
  layers,
  parameters: layers.reduce((sum, row) => sum + row.parameters, 0),
  trainedParameters: layers.reduce((sum, row) => sum + row.trained, 0),
});

/** Whether a run of this spec can stand for the network: the same network on the same data, trained in whatever way. */
export const standsFor = (network: Pick<LabNetwork, "preset">, lab: Pick<Lab, "dataset">, spec: ExperimentSpec) =>
  spec.dataset === lab.dataset && presetOf(spec.architecture) === network.preset;
