/** Where a data set's raw arrays lie, and what they must be. */
import { join } from "node:path";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { homeFolder } from "../home-folder.ts";
import { checkSha256 } from "../publishing/sha256-of.ts";

export type DatasetFile = { name: string; bytes: number; sha256: string };

/** The four arrays of a data set, uint8: images [count, height, width, channels] and labels [count]. */
export function datasetFiles(
  id: DatasetId,
): Record<"trainImages" | "trainLabels" | "testImages" | "testLabels", DatasetFile> {
  const { image, train, test } = DATASETS[id];
  const imageSize = image[0] * image[1] * image[2];
  return {
    trainImages: { name: "train-images.u8", bytes: train.count * imageSize, sha256: train.imagesSha256 },
    trainLabels: { name: "train-labels.u8", bytes: train.count, sha256: train.labelsSha256 },
    testImages: { name: "test-images.u8", bytes: test.count * imageSize, sha256: test.imagesSha256 },
    testLabels: { name: "test-labels.u8", bytes: test.count, sha256: test.labelsSha256 },
  };
}

/** The folder of all data sets: DATASETS_DIR, else `datasets` in CULTIVAR_HOME, else in the checkout's `.cultivar`. */
export const datasetsFolder = (env: NodeJS.ProcessEnv): string => env.DATASETS_DIR ?? join(homeFolder(env), "datasets");

/**
 * @param from what the bytes were read from, for the message
 * @throws Error when the bytes are not those of the catalogue
 */
export function checkDatasetFile(bytes: Uint8Array, { bytes: expected, sha256 }: DatasetFile, from: string): void {
  if (bytes.length !== expected) throw new Error(`${from} has ${bytes.length} bytes instead of ${expected}.`);
  checkSha256(bytes, sha256, from);
}
