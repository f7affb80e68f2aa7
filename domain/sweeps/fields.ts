/** What a sweep can vary: fields of a spec by their path, with what they may be set to. */
import { blockNames } from "../architectures/block-names.ts";
import {
  ACTIVATIONS,
  BACKBONE_PREPROCESSINGS,
  BACKBONE_SIDES,
  CONVOLUTIONS,
  FEATURE_POOLINGS,
  INITIALIZERS,
  POOLINGS,
} from "../architectures/blocks.ts";
import { BACKBONE_IDS } from "../backbones/backbone-ids.ts";
import { PRESET_IDS } from "../experiments/presets.ts";
import { type ExperimentSpec, PRECISIONS, PREPROCESSINGS, SELECTIONS } from "../experiments/spec.ts";
import { LIMITS, type Range } from "../limits.ts";

export type SweepValue = number | string | boolean;

export type SweepField = {
  /** Keys of the spec, joined by dots: `optimizer.learningRate`, `architecture.blocks.0.filters`. */
  path: string;
  label: string;
  group: (typeof FIELD_GROUPS)[number];
  /** Said of a run that lacks the field. */
  belongsTo?: string;
} & (
  | { kind: "real" | "integer"; range: Range /** Its range spans powers of ten. */; log: boolean }
  | { kind: "choice"; choices: readonly SweepValue[] }
);

export const FIELD_GROUPS = ["Training", "Optimiser", "Schedule", "Network", "Data"] as const;

/** Replaces the whole network by that of a preset. */
export const NETWORK_PATH = "network";

const YES_OR_NO = [false, true] as const;

type Group = SweepField["group"];

/** Fields of one group; `belongsTo` says what has them where not every spec does. */
function fieldsOf(group: Group, belongsTo?: string) {
  const common = belongsTo ? { group, belongsTo } : { group };
  return {
    real: (path: string, label: string, range: Range, log = false): SweepField => ({
      ...common,
      path,
      label,
      kind: "real",
      range,
      log,
    }),
    integer: (path: string, label: string, range: Range, log = false): SweepField => ({
      ...common,
      path,
      label,
      kind: "integer",
      range,
      log,
    }),
    choice: (path: string, label: string, choices: readonly SweepValue[]): SweepField => ({
      ...common,
      path,
      label,
      kind: "choice",
      choices,
    }),
  };
}

const TRAINING = fieldsOf("Training");
const OPTIMISER = fieldsOf("Optimiser");
const ADAM = fieldsOf("Optimiser", "Adam and AdamW");
const SGD = fieldsOf("Optimiser", "SGD");
const DECAYING = fieldsOf("Optimiser", "AdamW and SGD");
const SCHEDULE = fieldsOf("Schedule");
const COSINE = fieldsOf("Schedule", "cosine decay");
const EXPONENTIAL = fieldsOf("Schedule", "exponential decay");
const NETWORK = fieldsOf("Network");
const BACKBONE = fieldsOf("Network", "a pretrained backbone");
const FINE_TUNED = fieldsOf("Network", "a fine-tuned backbone");
const DATA = fieldsOf("Data");

const COMMON: readonly SweepField[] = [
  OPTIMISER.real("optimizer.learningRate", "Learning rate", LIMITS.learningRate, true),
  TRAINING.integer("batchSize", "Batch size", LIMITS.batchSize, true),
  TRAINING.integer("epochs", "Epochs", LIMITS.epochs),
  TRAINING.integer("seed", "Seed", LIMITS.seed),
  TRAINING.choice("precision", "Precision", PRECISIONS),
  TRAINING.choice("select", "Weights kept", SELECTIONS),
  OPTIMISER.choice("optimizer.kind", "Optimiser", ["adam", "adamw", "sgd"]),
  DECAYING.real("optimizer.weightDecay", "Weight decay", LIMITS.weightDecay, true),
  SGD.real("optimizer.momentum", "Momentum", LIMITS.momentum),
  SGD.choice("optimizer.nesterov", "Nesterov", YES_OR_NO),
  ADAM.real("optimizer.beta1", "Beta 1", LIMITS.beta),
  ADAM.real("optimizer.beta2", "Beta 2", LIMITS.beta),
  ADAM.real("optimizer.epsilon", "Epsilon", LIMITS.epsilon, true),
  SCHEDULE.choice("schedule.kind", "Schedule", ["constant", "cosine", "exponential"]),
  COSINE.real("schedule.warmupEpochs", "Warm-up", LIMITS.warmupEpochs),
  COSINE.real("schedule.finalFraction", "Final share", LIMITS.finalFraction),
  EXPONENTIAL.real("schedule.decayRate", "Decay rate", LIMITS.decayRate),
  EXPONENTIAL.real("schedule.decayEpochs", "Decay period", LIMITS.decayEpochs),
  EXPONENTIAL.choice("schedule.staircase", "Decay in steps", YES_OR_NO),
  NETWORK.choice(NETWORK_PATH, "Network", PRESET_IDS),
  BACKBONE.choice("architecture.backbone.id", "Backbone", BACKBONE_IDS),
  BACKBONE.choice("architecture.backbone.side", "Side", BACKBONE_SIDES),
  BACKBONE.choice("architecture.backbone.preprocessing", "Backbone’s preprocessing", BACKBONE_PREPROCESSINGS),
  BACKBONE.choice("architecture.backbone.pooling", "Pooling of features", FEATURE_POOLINGS),
  FINE_TUNED.integer("architecture.backbone.fineTuning.blocks", "Fine-tuned blocks", LIMITS.thawedBlocks),
  FINE_TUNED.integer("architecture.backbone.fineTuning.afterEpochs", "Head alone", LIMITS.headEpochs),
  FINE_TUNED.real("architecture.backbone.fineTuning.rateFactor", "Fine-tuning rate", LIMITS.rateFactor, true),
];

const DATA_FIELDS: readonly SweepField[] = [
  DATA.choice("augmentation.flip", "Mirroring", YES_OR_NO),
  DATA.integer("augmentation.shift", "Shift", LIMITS.shift),
  DATA.integer("augmentation.cutout", "Cutout", LIMITS.cutout),
  DATA.integer("trainingSubset", "Training images", LIMITS.trainingSubset, true),
  DATA.integer("split.seed", "Split seed", LIMITS.seed),
  DATA.real("split.validationFraction", "Validation share", LIMITS.validationFraction),
  DATA.choice("preprocessing", "Preprocessing", PREPROCESSINGS),
];

/** All that can be varied of a spec: fields of blocks are named after the blocks that it has. */
export function sweepFields({ architecture: { blocks } }: Pick<ExperimentSpec, "architecture">): SweepField[] {
  const names = blockNames(blocks);
  const ofBlocks = blocks.flatMap(({ kind }, index) => {
    const name = names[index] ?? "";
    const { integer, real, choice } = fieldsOf("Network", name);
    const at = (key: string) => `architecture.blocks.${index}.${key}`;
    const size =
      kind === "conv"
        ? [
            integer(at("filters"), `${name} filters`, LIMITS.filters, true),
            integer(at("kernel"), `${name} kernel`, LIMITS.kernel),
            choice(at("convolution"), `${name} convolution`, CONVOLUTIONS),
            choice(at("pool"), `${name} pool`, POOLINGS),
            choice(at("residual"), `${name} residual`, YES_OR_NO),
          ]
        : [integer(at("units"), `${name} units`, LIMITS.units, true)];
    return [
      ...size,
      real(at("dropout"), `${name} dropout`, LIMITS.dropout),
      choice(at("activation"), `${name} activation`, ACTIVATIONS),
      choice(at("batchNorm"), `${name} batch norm`, YES_OR_NO),
      choice(at("kernelInitializer"), `${name} initialiser`, INITIALIZERS),
    ];
  });
  return [...COMMON, ...ofBlocks, ...DATA_FIELDS];
}

/** A value as it stands in names and tables. */
export function valueText(value: SweepValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" && value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}
