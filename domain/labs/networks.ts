import type { BackboneId } from "../backbones/backbone-ids.ts";
import type { DatasetId } from "../datasets/catalogue.ts";
import { type LayerRow, layerRows, layerTotals } from "../experiments/layer-rows.ts";
import { type PresetId, presetOf, presetSpec } from "../experiments/presets.ts";
import type { ExperimentSpec } from "../experiments/spec.ts";
import type { Lab, LabNetwork } from "./lab.ts";

/** A network that a lab asks for, or the one that stands in for it. */
type Variant = Omit<LabNetwork, "otherwise">;

/** A network of a lab with its summary and the training that the lab asks for. */
export type NetworkFacts = Variant & {
  layers: LayerRow[];
  parameters: number;
  trainedParameters: number;
  spec: ExperimentSpec;
  /** The backbone whose place this network takes, since no trainer has its weights; null where the lab has what it asks for. */
  insteadOf: BackboneId | null;
};

type Of = {
  /** Backbones that somebody can train on. */
  trainable: readonly BackboneId[];
  /** Specs of the runs that stand for networks, by network. */
  chosen?: Readonly<Record<string, Pick<ExperimentSpec, "architecture">>>;
};

/** The networks of a lab: each as the run that stands for it has it, else as it would be trained now. */
export const labNetworks = (lab: Pick<Lab, "networks" | "dataset">, { trainable, chosen = {} }: Of): NetworkFacts[] =>
  lab.networks.map((network) => {
    const run = chosen[network.id];
    const isOfRun = ({ preset }: Variant) => run && presetOf(run.architecture) === preset;
    const variants = variantsOf(network);
    const variant = variants.find(isOfRun) ?? variants.find((one) => isTrainable(one, trainable)) ?? variants.at(-1);
    return factsOf(network, variant ?? network, lab.dataset);
  });

function variantsOf({ otherwise, ...network }: LabNetwork): Variant[] {
  // What others measured is of the network that the lab asks for.
  return otherwise ? [network, { ...network, ...otherwise, expected: [] }] : [network];
}

function factsOf(asked: LabNetwork, variant: Variant, dataset: DatasetId): NetworkFacts {
  const spec = labSpec(variant.preset, dataset);
  const layers = layerRows(spec.architecture, dataset);
  const { parameters, trained } = layerTotals(layers);
  return {
    ...variant,
    layers,
    parameters,
    trainedParameters: trained,
    spec,
    insteadOf: variant.preset === asked.preset ? null : backboneOf(asked),
  };
}

const backboneOf = ({ preset }: Variant): BackboneId | null => presetSpec(preset).architecture.backbone?.id ?? null;

function isTrainable(network: Variant, trainable: readonly BackboneId[]): boolean {
  const backbone = backboneOf(network);
  return backbone === null || trainable.includes(backbone);
}

/**
 * The training that a lab asks for of the network that a spec trains, in whatever way it does.
 *
 * @returns null when a run of this spec cannot stand for `network`: it is of another network, or on other data
 */
export function askedSpec(network: LabNetwork, { dataset }: Pick<Lab, "dataset">, spec: ExperimentSpec) {
  const preset = presetOf(spec.architecture);
  const isOne = spec.dataset === dataset && variantsOf(network).some((variant) => variant.preset === preset);
  return isOne && preset ? labSpec(preset, dataset) : null;
}

const labSpec = (preset: PresetId, dataset: DatasetId): ExperimentSpec => ({ ...presetSpec(preset), dataset });
