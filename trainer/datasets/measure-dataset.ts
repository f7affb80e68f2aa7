import type { DatasetStatistics } from "#domain/datasets/statistics";
import { channelHistograms, classCounts, meanImages, momentsOf } from "#ml/data/image-statistics";
import { notebookStandardisation } from "#ml/data/standardise";
import type { ArtefactStore } from "#storage/store";
import type { Dataset } from "./cifar10.ts";
import { encodeSheet } from "./encode-sheet.ts";

/** The statistics of a data set, with the picture of its mean images written to the store. The row is the caller's. */
export async function measureDataset(
  store: ArtefactStore,
  { image, classes, train, test }: Dataset,
): Promise<DatasetStatistics> {
  const [height, width, channels] = image;
  const imageSize = height * width * channels;
  const means = meanImages(train, classes.length, imageSize);
  const { sha256, bytes } = await store.put(encodeSheet(means, 0, classes.length, image, classes.length));
  return {
    v: 1,
    train: { count: train.labels.length, perClass: classCounts(train.labels, classes.length) },
    test: { count: test.labels.length, perClass: classCounts(test.labels, classes.length) },
    channels: channelHistograms(train.images, channels).map((histogram) => ({ ...momentsOf(histogram), histogram })),
    standardisation: notebookStandardisation(train.images, imageSize),
    meanImages: { sha256, bytes },
  };
}
