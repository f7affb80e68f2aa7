/** NumPy's `.npz`: a ZIP with one `.npy` for each weight, named as in Keras. */
import { encodeWeights } from "#ml/inference/weights-codec";
import { type ModelSource, weightOf } from "./model-source.ts";
import { packZip, textFile } from "./pack-zip.ts";
import { readMe } from "./read-me.ts";

const NOTES = `The arrays are float32, named <layer>/<weight>. Kernels of convolutions are [height, width, in, out], depthwise
ones [height, width, in, 1], those of dense layers [in, out]. The preprocessing is yours to do.`;

export function writeNpz(source: ModelSource): Uint8Array<ArrayBuffer> {
  const arrays = source.specs.map(({ name, shape }) => ({
    path: `${name}.npy`,
    bytes: writeNpy(shape, weightOf(source, name)),
  }));
  return packZip([...arrays, textFile("README.txt", readMe(source, NOTES))]);
}

const MAGIC = "\x93NUMPY\x01\x00";
/** The values begin at a multiple of this. */
const ALIGNMENT = 64;

/** Version 1 of the format: magic, length of the header in two bytes, header, values. */
function writeNpy(shape: readonly number[], values: Float32Array): Uint8Array {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  const unpadded = MAGIC.length + 2 + dictionary.length + 1;
  const header = `${dictionary}${" ".repeat((ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from(MAGIC, "latin1"), length, Buffer.from(header, "latin1"), encodeWeights(values)]);
}
