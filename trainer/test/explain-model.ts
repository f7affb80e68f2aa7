/**
 * Explains a published model's answer with the trainer's own engine, for tests that compare a browser with it. Reads JSON
 * from standard input and writes JSON to standard output.
 */
import { text } from "node:stream/consumers";
import { z } from "zod";
import { modelManifest } from "#domain/models/manifest";
import { hidingGrey } from "#domain/models/occlusion-grid";
import { Network } from "#ml/architectures/network";
import { joinByName } from "#ml/architectures/weight-specs";
import { gradCam } from "#ml/explanation/grad-cam";
import { occlusion } from "#ml/explanation/occlusion";
import { openModel, weightValues } from "#ml/inference/open-model";
import { softmax } from "#ml/inference/softmax";
import { decodeNeighbourIndex } from "#ml/neighbours/neighbour-index";
import { loadDataset } from "../datasets/cifar10.ts";
import { datasetsFolder } from "../datasets/dataset-files.ts";
import { openEngine } from "../engines/open-engine.ts";

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const task = z.strictObject({
  manifest: modelManifest,
  weights: bytes,
  /** One picture, uint8. */
  picture: bytes,
  gradCams: z.array(z.strictObject({ layer: z.string(), classIndex: z.int() })).default([]),
  occlusions: z.array(z.strictObject({ classIndex: z.int(), size: z.int(), stride: z.int() })).default([]),
  index: bytes.optional(),
});

const { manifest, weights, picture, gradCams, occlusions, index } = task.parse(JSON.parse(await text(process.stdin)));
const engine = await openEngine();
const model = openModel(manifest, { weights });
const standardisation = manifest.input;
const image = manifest.input.shape;
const classes = manifest.classes.length;
const predictor = engine.createPredictor({ ...model, image, standardisation });
const classify = async (pictures: Uint8Array, count: number) =>
  softmax(
    await predictor.logits(
      pictures,
      Int32Array.from({ length: count }, (_, i) => i),
    ),
    classes,
  );

const maps: number[][] = [];
for (const question of gradCams) {
  maps.push([...(await gradCam({ ...model, ...question, standardisation, picture })).map]);
}
const drops: number[][] = [];
for (const question of occlusions) {
  const onProgress = async () => {};
  const found = await occlusion({
    ...question,
    picture,
    image,
    classes,
    grey: hidingGrey(manifest.input),
    classify,
    onProgress,
  });
  drops.push([...found.drops]);
}
predictor.dispose();
const nearest = index ? await exactNearest(decodeNeighbourIndex(index).images) : [];
console.log(JSON.stringify({ engine: engine.record.kind, maps, drops, nearest }));

/** Training pictures with these numbers, by the cosines of whole answers in float32 to the picture's, greatest first. */
async function exactNearest(images: Uint32Array): Promise<number[]> {
  const name = manifest.neighbours?.layer;
  const layers = manifest.layers.slice(0, manifest.layers.findIndex((layer) => layer.name === name) + 1);
  const network = new Network(layers, image);
  const parameters = joinByName(network.weights, weightValues(manifest, { weights }));
  const { train } = await loadDataset(datasetsFolder(process.env), manifest.provenance.spec.dataset);
  const answers = engine.createPredictor({ network, image, standardisation, parameters });
  const own = await answers.logits(picture, Int32Array.of(0));
  const all = await answers.logits(train.images, Int32Array.from(images));
  answers.dispose();
  const width = own.length;
  const cosines = Array.from(images, (_, i) => {
    const answer = all.subarray(i * width, (i + 1) * width);
    return answer.reduce((sum, value, at) => sum + value * (own[at] ?? 0), 0) / Math.hypot(...answer);
  });
  return [...images.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).map((place) => images[place] ?? 0);
}
