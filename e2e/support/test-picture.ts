/** Real test images of CIFAR-10 as files that a person could drop on a page. */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { encode } from "fast-png";
import { DATASETS } from "#domain/datasets/catalogue";

const [height, width, channels] = DATASETS.cifar10.image;

/** Bytes of `count` test images from `first` on, [count, height, width, channels]. */
export const testPixels = (first: number, count: number): Promise<Buffer> => pixelsOf("test", first, count);

async function pixelsOf(part: "train" | "test", first: number, count: number): Promise<Buffer> {
  const folder = process.env.DATASETS_DIR;
  if (!folder) throw new Error("DATASETS_DIR must name the folder with the decoded data sets; npm test sets it.");
  const file = await open(join(folder, "cifar10", `${part}-images.u8`));
  try {
    const bytes = height * width * channels;
    const length = count * bytes;
    return (await file.read({ buffer: Buffer.alloc(length), length, position: first * bytes })).buffer;
  } finally {
    await file.close();
  }
}

type PictureFile = { name: string; mimeType: string; buffer: Buffer };

/** Test image `index` as a PNG file. */
export const testPicture = (index: number): Promise<PictureFile> => pictureOf("test", index);

/** Training image `index` as a PNG file. */
export const trainingPicture = (index: number): Promise<PictureFile> => pictureOf("train", index);

async function pictureOf(part: "train" | "test", index: number): Promise<PictureFile> {
  const png = encode({ width, height, channels, data: new Uint8Array(await pixelsOf(part, index, 1)) });
  return { name: `${part}-${index}.png`, mimeType: "image/png", buffer: Buffer.from(png) };
}
