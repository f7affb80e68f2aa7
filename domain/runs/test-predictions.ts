/**
 * What a trained network answered to each image of the test set: its true class and the three most probable classes with
 * their probabilities. One file per run in the artefact store; everything about single mistakes, calibration and paired
 * comparisons of two runs is computed from it.
 *
 * Little-endian: "CVTP", uint32 version (1), uint32 images n, uint32 classes; then n true classes (uint8), 3 n classes
 * (uint8, best first), 3 n probabilities (float32, 0..1). A network of two classes has no third: class 255, probability 0.
 */

export const TOP = 3;
export const NO_CLASS = 255;

export type TestPredictions = {
  classes: number;
  /** True class of each image, [n]. */
  labels: Uint8Array;
  /** The most probable classes, best first, [n, 3]. */
  top: Uint8Array;
  /** Their probabilities, [n, 3]. */
  probabilities: Float32Array;
};

const MAGIC = 0x50545643;
const HEADER = 16;

/** The file of these predictions. */
export function encodeTestPredictions({
  classes,
  labels,
  top,
  probabilities,
}: TestPredictions): Uint8Array<ArrayBuffer> {
  const images = labels.length;
  if (top.length !== TOP * images || probabilities.length !== TOP * images) {
    throw new RangeError(`${images} labels need ${TOP * images} classes and as many probabilities.`);
  }
  const bytes = new Uint8Array(sizeOf(images));
  const view = new DataView(bytes.buffer);
  [MAGIC, 1, images, classes].forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  bytes.set(labels, HEADER);
  bytes.set(top, HEADER + images);
  const start = HEADER + images * (1 + TOP);
  probabilities.forEach((value, i) => {
    view.setFloat32(start + 4 * i, value, true);
  });
  return bytes;
}

/**
 * Reads a file of predictions.
 *
 * @throws RangeError when it is not one, or is cut short
 */
export function decodeTestPredictions(bytes: Uint8Array): TestPredictions {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 1) {
    throw new RangeError("This is not a file of test predictions, version 1.");
  }
  const images = view.getUint32(8, true);
  if (bytes.length !== sizeOf(images)) {
    throw new RangeError(`Predictions for ${images} images take ${sizeOf(images)} bytes, not ${bytes.length}.`);
  }
  const start = HEADER + images * (1 + TOP);
  return {
    classes: view.getUint32(12, true),
    labels: bytes.slice(HEADER, HEADER + images),
    top: bytes.slice(HEADER + images, start),
    probabilities: Float32Array.from({ length: TOP * images }, (_, i) => view.getFloat32(start + 4 * i, true)),
  };
}

const sizeOf = (images: number) => HEADER + images * (1 + TOP + 4 * TOP);
