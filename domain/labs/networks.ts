import { layersOf } from "../architectures/layers.ts";
import { summarize } from "../architectures/summary.ts";
import { DATASETS, type DatasetId } from "../datasets/catalogue.ts";
import { PRESET_IDS, presetOf, presetSpec } from "../experiments/presets.ts";
import type { ExperimentSpec } from "../experiments/spec.ts";
import type { Lab, LabNetwork, LayerRow } from "./lab.ts";

/** A network of a lab with its summary; `spec` is null and `reason` says why while it cannot be trained here. */
export type NetworkFacts = LabNetwork & {
  layers: LayerRow[];
  parameters: number;
  trainedParameters: number;
} & ({ spec: ExperimentSpec; reason: null } | { spec: null; reason: string });

/** The networks of a lab, with what is known of each before it is trained. */
export const labNetworks = (lab: Lab): NetworkFacts[] => lab.networks.map((network) => factsOf(network, lab.dataset));

function factsOf(network: LabNetwork, dataset: DatasetId): NetworkFacts {
  const preset = PRESET_IDS.find((id) => id === network.preset);
  if (preset) {
    const spec = { ...presetSpec(preset), dataset };
    return { ...network, ...counted(rowsOf(spec)), spec, reason: null };
  }
  const { layers, reason } = network.until ?? { layers: [], reason: "Its preset is not part of this installation." };
  return { ...network, ...counted(layers), spec: null, reason };
}

function rowsOf({ architecture, dataset }: ExperimentSpec): LayerRow[] {
  const { image, classes } = DATASETS[dataset];
  return summarize(layersOf(architecture, classes.length), image).layers.map(
    ({ layer, output, parameters, trainableParameters }) => ({
      name: layer.name,
      type: layer.type,
      output,
      parameters,
      trained: trainableParameters,
    }),
  );
}

const counted = (layers: LayerRow[]) => ({
  layers,
  parameters: layers.reduce((sum, row) => sum + row.parameters, 0),
  trainedParameters: layers.reduce((sum, row) => sum + row.trained, 0),
});

/** Whether a run of this spec can stand for the network: the same network on the same data, trained in whatever way. */
export const standsFor = (network: Pick<LabNetwork, "preset">, lab: Pick<Lab, "dataset">, spec: ExperimentSpec) =>
  spec.dataset === lab.dataset && presetOf(spec.architecture) === network.preset;
