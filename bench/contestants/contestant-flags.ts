/** What our contestants are told on their command line. */
import { oneOf, wholeNumber } from "../options/flags.ts";

export const ENGINES = ["tensorflow", "wasm"] as const;
export const PRECISIONS = ["float32", "bfloat16"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Divides by 32, so that every batch is full. */
export const IMAGES = 8000;

/** The lab's networks that begin with drawn weights. */
export const NETWORKS = ["scratch", "deeper"] as const;
export type NetworkId = (typeof NETWORKS)[number];

export const networkFlag = oneOf("network", NETWORKS, "scratch");
export const imagesFlag = wholeNumber("train on the first N images of the split", IMAGES, 32);
export const engineFlag = oneOf("engine", ENGINES, "tensorflow");
export const precisionFlag = oneOf("precision", PRECISIONS, "float32");
