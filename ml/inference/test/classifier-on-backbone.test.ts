import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { initialWeights } from "../../architectures/initial-weights.ts";
import { Network } from "../../architectures/network.ts";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "../../architectures/test/sample-layers.ts";
import { cutByWeight, joinByWeight } from "../../architectures/weight-specs.ts";
import { uniforms } from "../../data/random.ts";
import { Classifier, type ClassifierModel } from "../classifier.ts";
import { encodeWeights } from "../weights-codec.ts";

beforeAll(() => tf.setBackend("cpu"));

const network = new Network(SAMPLE_LAYERS, SAMPLE_INPUT);
const parameters = initialWeights(network.weights, 1);
const values = new Map(cutByWeight(network.weights, parameters).map((part, i) => [network.weights[i]?.name, part]));
const weightsWhere = (isWanted: (name: string) => boolean) => {
  const specs = network.weights.filter(({ name }) => isWanted(name));
  return {
    described: specs.map(({ name, shape }) => ({ name, shape, dtype: "float32" as const })),
    bytes: encodeWeights(joinByWeight(specs, ({ name }) => values.get(name) ?? [])),
  };
};
const isOfHead = (name: string) => name.startsWith("dense");
const frozen = weightsWhere((name) => !isOfHead(name));
const head = weightsWhere(isOfHead);

const facts = {
  classes: ["a", "b", "c", "d"],
  input: { shape: [...SAMPLE_INPUT] as [number, number, number], mean: 0.4, std: 0.2 },
  layers: [...SAMPLE_LAYERS],
};
const backbone = {
  id: "efficientnet-lite0" as const,
  weights: frozen.described,
  shards: [{ sha256: "a".repeat(64), bytes: frozen.bytes.length }],
};
const MODEL: ClassifierModel = { ...facts, weights: head.described, backbone };
const PICTURES = Uint8Array.from(uniforms({ seed: 2, purpose: "shuffle" }, 5 * 7 * 8 * 3), (u) => 256 * u);

test("weights in two vectors answer as the same weights in one", async () => {
  const whole = weightsWhere(() => true);
  const before = tf.memory().numTensors;
  const inOne = new Classifier({ ...facts, weights: whole.described }, { weights: whole.bytes });
  const inTwo = new Classifier(MODEL, { weights: head.bytes, backbone: frozen.bytes });
  expect(await inTwo.classify(PICTURES, 5)).toEqual(await inOne.classify(PICTURES, 5));
  for (const classifier of [inOne, inTwo]) classifier.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("a backbone that is missing, cut short or of another network is refused", () => {
  const build = (model: ClassifierModel, bytes?: Uint8Array) => () =>
    new Classifier(model, { weights: head.bytes, backbone: bytes });
  const needed = `the network needs ${frozen.bytes.length}`;
  const short = frozen.bytes.subarray(4);
  expect(build(MODEL)).toThrow(`The backbone's weights have 0 bytes; ${needed}`);
  expect(build(MODEL, short)).toThrow(`The backbone's weights have ${short.length} bytes; ${needed}`);
  expect(build({ ...facts, weights: head.described })).toThrow("not those of its layers");
  const others = frozen.described.map((weight) => ({ ...weight, name: `other_${weight.name}` }));
  expect(build({ ...MODEL, backbone: { ...backbone, weights: others } }, frozen.bytes)).toThrow(
    "not those of its layers",
  );
});
