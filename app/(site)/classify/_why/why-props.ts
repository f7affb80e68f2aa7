import type { Framing } from "../../../_inference/framing.ts";
import type { ReadyModel } from "../../../_inference/messages.ts";
import type { Picture } from "../_parts/picture.ts";
import type { ClassChance } from "./class-chances.ts";

export type WhyProps = {
  model: ReadyModel;
  /** For the names of files. */
  modelName: string;
  picture: Picture;
  framing: Framing;
  /** The same as the network sees it. */
  input: Uint8Array<ArrayBuffer>;
  /** What the network answered to it. */
  probabilities: Float32Array;
};

/** What the two views share that colour a picture for a class. */
export type HeatViewProps = Omit<WhyProps, "probabilities"> & {
  /** The likeliest first. */
  chances: readonly ClassChance[];
  /** Index of the class; null for the likeliest. */
  chosen: number | null;
  onChoose: (classIndex: number | null) => void;
  /** 0 … 1 */
  strength: number;
  onStrength: (strength: number) => void;
};
