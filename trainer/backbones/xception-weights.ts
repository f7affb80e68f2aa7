/** Xception's ImageNet weights, from the file that Keras publishes. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ImageShape } from "#domain/architectures/layers";
import { BACKBONES } from "#domain/backbones/catalogue";
import { Network } from "#ml/architectures/network";
import { joinByWeight } from "#ml/architectures/weight-specs";
import { backbonesFolder } from "./backbone-weights.ts";
import { download, type PublishedFile } from "./download.ts";
import { readKerasHdf5, type WeightedLayer } from "./read-keras-hdf5.ts";

const { file: NAME, ...published } = BACKBONES.xception.source;
export const XCEPTION_FILE: PublishedFile = { name: NAME, ...published };

const OTHERWISE = "Where that cannot be reached, copy the file from elsewhere and set XCEPTION_WEIGHTS=/path/to/it.";
const ADVICE = `npm run backbone -- xception fetches ${NAME} (84 MB) from ${XCEPTION_FILE.url}. ${OTHERWISE}`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the file is fetched to. */
const folderOf = (env: Environment): string => join(backbonesFolder(env), "xception");

/**
 * Fetches the file, unless it is there and whole.
 *
 * @param log told in lines how it goes
 * @returns where it is
 * @throws Error that says what went wrong and what else can be done
 */
export const fetchXceptionFile = (env: Environment, log: (line: string) => void): Promise<string> =>
  download(XCEPTION_FILE, folderOf(env), log).catch((error: Error) => {
    throw new Error(`${error.message} ${OTHERWISE}`, { cause: error });
  });

/**
 * Fetches the file, or takes that which XCEPTION_WEIGHTS names, and reads it once.
 *
 * @throws Error that says what went wrong and what to do
 */
export async function prepareXception(env: Environment, log: (line: string) => void): Promise<void> {
  const path = env.XCEPTION_WEIGHTS ? findXceptionFile(env) : await fetchXceptionFile(env, log);
  const { length } = await readXceptionWeights(path);
  log(`${length.toLocaleString("en-US")} parameters read from ${path}`);
}

/**
 * Where the file is: XCEPTION_WEIGHTS, else the fetched one.
 *
 * @throws Error that says what is missing and how to get it
 */
export function findXceptionFile(env: Environment): string {
  const { XCEPTION_WEIGHTS: own } = env;
  const path = own || join(folderOf(env), NAME);
  if (existsSync(path)) return path;
  throw new Error(
    `Xception's weights are missing: there is no ${path}${own ? ", which XCEPTION_WEIGHTS names" : ""}. ${ADVICE}`,
  );
}

/** Any picture that the layers take: the weights depend on none. */
const PICTURE_SHAPE: ImageShape = [71, 71, 3];

/**
 * Values of the weights of Xception, one after the other in the order of a `Network`'s weights.
 *
 * @param path Keras' file, or another in the same layout with weights of the same layers
 * @throws Error that names the file, what is wrong with it and what to do
 */
export async function readXceptionWeights(path: string): Promise<Float32Array<ArrayBuffer>> {
  const network = new Network(BACKBONES.xception.layers, PICTURE_SHAPE);
  const layers = weightedLayers(network);
  const read = await readKerasHdf5(path, layers).catch((error: Error) => {
    throw new Error(`Xception's weights cannot be read: ${error.message} ${ADVICE}`, { cause: error });
  });
  const values = new Map(layers.flatMap(({ weights }, i) => weights.map(({ name }, j) => [name, read[i]?.[j] ?? []])));
  return joinByWeight(network.weights, ({ name }) => values.get(name) ?? []);
}

/** The layers that have weights; of each those that training changes first, which is Keras' order too. */
const weightedLayers = ({ layers, weights }: Network): WeightedLayer[] =>
  layers
    .map(({ name }) => ({ name, weights: weights.filter((weight) => weight.name.startsWith(`${name}/`)) }))
    .filter((layer) => layer.weights.length > 0);
