/** Reads a prepared data set. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageShape } from "#domain/architectures/layers";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import type { LabelledImages } from "#ml/data/batches";
import { checkDatasetFile, type DatasetFile, datasetFiles } from "./dataset-files.ts";

export type Dataset = { image: ImageShape; classes: readonly string[]; train: LabelledImages; test: LabelledImages };

/**
 * Loads a data set's arrays and checks them against the catalogue.
 *
 * @param folder the folder of all data sets
 * @throws Error when a file is missing or damaged
 */
export async function loadDataset(folder: string, id: DatasetId): Promise<Dataset> {
  const { image, classes, title } = DATASETS[id];
  const load = async (file: DatasetFile): Promise<Uint8Array> => {
    const path = join(folder, id, file.name);
    try {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new Error(`${path} is missing.`) : error;
      });
      checkDatasetFile(bytes, file, path);
      return bytes;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `${title} cannot be read: ${reason} Remove the folder ${join(folder, id)} and run npm start, which makes it anew.`,
        { cause: error },
      );
    }
  };
  const { trainImages, trainLabels, testImages, testLabels } = datasetFiles(id);
  return {
    image,
    classes,
    train: { images: await load(trainImages), labels: await load(trainLabels) },
    test: { images: await load(testImages), labels: await load(testLabels) },
  };
}
