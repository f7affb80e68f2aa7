/** What the launch form edits, and where its first values come from. */
import { z } from "zod";
import type { BackboneSpec, Block } from "#domain/architectures/blocks";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { PRESET_IDS, type PresetId, presetSpec } from "#domain/experiments/presets";
import {
  type ExperimentSpec,
  experimentName,
  experimentSpec,
  experimentSpecFields,
  type OptimizerSpec,
  type Schedule,
} from "#domain/experiments/spec";
import { LIMITS } from "#domain/limits";
import { firstTraining } from "./first-training.ts";

/** The form's schema; `experiments.launch` parses with the same parts. */
export const launchForm = z.strictObject({ name: experimentName, spec: experimentSpec });
export type LaunchValues = { name: string; spec: ExperimentSpec };

function chosenOptimizer(optimizer: OptimizerSpec): OptimizerSpec {
  switch (optimizer.kind) {
    case "adam": {
      const { kind, learningRate, beta1, beta2, epsilon } = optimizer;
      return { kind, learningRate, beta1, beta2, epsilon };
    }
    case "adamw": {
      const { kind, learningRate, beta1, beta2, epsilon, weightDecay } = optimizer;
      return { kind, learningRate, beta1, beta2, epsilon, weightDecay };
    }
    case "sgd": {
      const { kind, learningRate, momentum, nesterov, weightDecay } = optimizer;
      return { kind, learningRate, momentum, nesterov, weightDecay };
    }
  }
}

function chosenSchedule(schedule: Schedule): Schedule {
  switch (schedule.kind) {
    case "constant":
      return { kind: schedule.kind };
    case "cosine": {
      const { kind, warmupEpochs, finalFraction } = schedule;
      return { kind, warmupEpochs, finalFraction };
    }
    case "exponential": {
      const { kind, decayRate, decayEpochs, staircase } = schedule;
      return { kind, decayRate, decayEpochs, staircase };
    }
  }
}

function chosenBlock(block: Block): Block {
  const { batchNorm, activation, dropout, kernelInitializer } = block;
  switch (block.kind) {
    case "conv": {
      const { kind, convolution, filters, kernel, residual, pool } = block;
      return { kind, convolution, filters, kernel, batchNorm, residual, activation, pool, dropout, kernelInitializer };
    }
    case "dense": {
      const { kind, units } = block;
      return { kind, units, batchNorm, activation, dropout, kernelInitializer };
    }
  }
}

function chosenBackbone(backbone: BackboneSpec | null): BackboneSpec | null {
  if (!backbone?.id) return null;
  const { id, side, preprocessing, pooling, fineTuning } = backbone;
  if (fineTuning?.blocks === undefined) return { id, side, preprocessing, pooling, fineTuning: null };
  const { blocks, afterEpochs, rateFactor } = fineTuning;
  return { id, side, preprocessing, pooling, fineTuning: { blocks, afterEpochs, rateFactor } };
}

/**
 * The values without what is left of an optimiser, a schedule, a backbone or a block that stood in the same place before: in
 * the form, fields outlive the choice that brought them. What a network on a backbone does not offer is off.
 */
export function chosenValues({ name, spec }: LaunchValues): LaunchValues {
  const backbone = chosenBackbone(spec.architecture.backbone);
  const { flip } = spec.augmentation;
  return {
    name,
    spec: {
      ...spec,
      augmentation: backbone ? { flip, shift: 0, cutout: 0 } : spec.augmentation,
      optimizer: chosenOptimizer(spec.optimizer),
      schedule: chosenSchedule(spec.schedule),
      architecture: { ...spec.architecture, backbone, blocks: spec.architecture.blocks.map(chosenBlock) },
    },
  };
}

/** A backbone as it is first chosen; convolutions after it need the map. */
export const newBackbone = (id: BackboneId, blocks: readonly Block[]): BackboneSpec => ({
  id,
  side: 224,
  preprocessing: "own",
  pooling: blocks.some(({ kind }) => kind === "conv") ? "none" : "average",
  fineTuning: null,
});

export const NEW_FINE_TUNING = {
  blocks: 1,
  afterEpochs: 2,
  rateFactor: 0.1,
} as const satisfies BackboneSpec["fineTuning"];

/** A draft may break a limit, but it has to fit the form. */
const draft = z.strictObject({ name: z.string(), spec: experimentSpecFields });

export const writeDraft = (values: LaunchValues): string | null =>
  draft.safeParse(values).success ? JSON.stringify(values) : null;

/** The draft in `text`, or null if there is none or it is of another version of the form. */
export function readDraft(text: string | null): LaunchValues | null {
  if (!text) return null;
  try {
    const parsed = draft.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const presetName = (preset: PresetId, spec: ExperimentSpec) => `${preset}, seed ${spec.seed}`;

export function presetValues(preset: PresetId): LaunchValues {
  const spec = presetSpec(preset);
  return { name: presetName(preset, spec), spec };
}

/** Whether a person has not named this themselves, so that choosing another preset may rename it. */
export const isPresetName = ({ name, spec }: LaunchValues): boolean =>
  name.trim() === "" || PRESET_IDS.some((preset) => presetName(preset, spec) === name || firstTraining().name === name);

const AGAIN = ", again";

/** The values of a clone: the same spec under a name that says what it is. */
export function cloneValues(run: LaunchValues): LaunchValues {
  const name = run.name.endsWith(AGAIN) ? run.name : run.name + AGAIN;
  return { name: name.length <= LIMITS.experimentName.max ? name : run.name, spec: run.spec };
}
