/** The formats of other tools in which a model leaves. */

export const EXPORT_FORMATS = ["tfjs", "keras", "onnx", "npz"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

type FormatFacts = {
  title: string;
  /** What it is for, as the rest of a sentence. */
  purpose: string;
  /** What comes after the model's name in that of the file. */
  ending: string;
  mediaType: string;
};

export const FORMAT_FACTS: Record<ExportFormat, FormatFacts> = {
  tfjs: {
    title: "TensorFlow.js",
    purpose: "for web pages of your own, and for Node",
    ending: "-tfjs.zip",
    mediaType: "application/zip",
  },
  keras: {
    title: "Keras",
    purpose: "to go on training in Python, with any backend of Keras 3",
    ending: ".keras",
    mediaType: "application/octet-stream",
  },
  onnx: {
    title: "ONNX",
    purpose: "for runtimes in most languages, on phones and servers",
    ending: ".onnx",
    mediaType: "application/octet-stream",
  },
  npz: {
    title: "NumPy",
    purpose: "the weights alone, as arrays to look into",
    ending: ".npz",
    mediaType: "application/octet-stream",
  },
};

/** `Deeper, seed 3` becomes `deeper-seed-3.onnx`; what is no letter or digit of ASCII is left out. */
export function exportFileName(modelName: string, format: ExportFormat): string {
  const plain = modelName.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `${name || "model"}${FORMAT_FACTS[format].ending}`;
}
