/**
 * Explains a published model's answer with the trainer's own engine, for tests that compare a browser with it. Reads JSON
 * from standard input and writes JSON to standard output.
 */
import { text } from "node:stream/consumers";
import { z } from "zod";
import { modelManifest } from "#domain/models/manifest";
import { hidingGrey } from "#domain/models/occlusion-grid";
import { gradCam } from "#ml/explanation/grad-cam";
import { occlusion } from "#ml/explanation/occlusion";
import { openModel } from "#ml/inference/open-model";
import { softmax } from "#ml/inference/softmax";
import { openEngine } from "../engines/open-engine.ts";

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const task = z.strictObject({
  manifest: modelManifest,
  weights: bytes,
  /** One picture, uint8. */
  picture: bytes,
  gradCams: z.array(z.strictObject({ layer: z.string(), classIndex: z.int() })),
  occlusions: z.array(z.strictObject({ classIndex: z.int(), size: z.int(), stride: z.int() })),
});

const { manifest, weights, picture, gradCams, occlusions } = task.parse(JSON.parse(await text(process.stdin)));
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
console.log(JSON.stringify({ engine: engine.record.kind, maps, drops }));
