/** Models that tests export: layers with weights that all have an effect, and what our own network answers. */
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { DATASETS } from "#domain/datasets/catalogue";
import { presetSpec } from "#domain/experiments/presets";
import type { ModelManifest } from "#domain/models/manifest";
import { SAMPLE_ENGINE } from "#domain/runs/test/sample-engine";
import { Network } from "#ml/architectures/network";
import { cutByWeight, joinByWeight } from "#ml/architectures/weight-specs";
import { uniforms } from "#ml/data/random";
import { Classifier } from "#ml/inference/classifier";
import type { ClassifierWeights } from "#ml/inference/open-model";
import { encodeWeights } from "#ml/inference/weights-codec";
import { sampleWeight } from "../../backbones/test/sample-weights.ts";
import { type ModelSource, modelSource } from "../model-source.ts";

const FILE = { sha256: "a".repeat(64), bytes: 1 };
const STANDARDISATION = { mean: 0.4, std: 0.2 };

export type SampleSource = { source: ModelSource; bytes: ClassifierWeights };

/** @param frozen how many of the layers come from a backbone, whose weights are in files of their own */
export function sampleSource(layers: readonly Layer[], input: ImageShape, frozen = 0): SampleSource {
  const network = new Network(layers, input);
  const names = new Set(layers.slice(0, frozen).map(({ name }) => name));
  const isFrozen = ({ name }: { name: string }) => names.has(name.split("/")[0] ?? "");
  const part = (isWanted: (spec: { name: string }) => boolean) => {
    const specs = network.weights.filter(isWanted);
    return {
      weights: specs.map(({ name, shape }) => ({ name, shape, dtype: "float32" as const })),
      bytes: encodeWeights(joinByWeight(specs, ({ name, shape }) => sampleWeight(name, shape))),
    };
  };
  const [own, backbone] = [part((spec) => !isFrozen(spec)), part(isFrozen)];
  const spec = presetSpec("scratch");
  const last = layers.at(-1);
  const classes = DATASETS.cifar10.classes.slice(0, last?.type === "Dense" ? last.units : 0);
  const manifest: ModelManifest = {
    v: 1,
    classes,
    input: { shape: [...input] as [number, number, number], ...STANDARDISATION },
    layers: [...layers],
    parameters: network.parameters,
    weights: own.weights,
    shards: [FILE],
    ...(frozen > 0 && { backbone: { id: "efficientnet-lite0", weights: backbone.weights, shards: [FILE] } }),
    golden: { indices: [0], inputs: FILE, outputs: FILE },
    provenance: {
      spec,
      engine: SAMPLE_ENGINE,
      codeVersion: "1",
      epoch: 1,
      endedEarly: false,
      trainingImages: 10,
      trainingSeconds: 1,
      weightsSha256: "b".repeat(64),
      finishedAt: new Date(0).toISOString(),
    },
    test: { count: 100, loss: 1, accuracy: 0.625, confusion: [[100]] },
  };
  const bytes = { weights: own.bytes, ...(frozen > 0 && { backbone: backbone.bytes }) };
  const facts = { name: "Owls, seed 3", author: "Ada", manifestSha256: "c".repeat(64), manifest };
  return { source: modelSource(facts, bytes), bytes };
}

/** The values of all weights by name, as they went in. */
export const sampleWeights = ({ specs }: ModelSource): Map<string, Float32Array> =>
  new Map(
    cutByWeight(
      specs,
      joinByWeight(specs, ({ name, shape }) => sampleWeight(name, shape)),
    ).map((values, i) => [specs[i]?.name ?? "", values]),
  );

export const samplePictures = ([height, width, channels]: ImageShape, count: number): Uint8Array =>
  Uint8Array.from(uniforms({ seed: 2, purpose: "shuffle" }, count * height * width * channels), (u) => 256 * u);

/** What our own network answers, on the active backend. */
export async function ownAnswers({ source, bytes }: SampleSource, pictures: Uint8Array, count: number) {
  const classifier = new Classifier(source.manifest, bytes);
  const answers = await classifier.classify(pictures, count);
  classifier.dispose();
  return answers;
}
