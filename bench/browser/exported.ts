import { modelSource } from "#trainer/exporting/model-source";
import { writeOnnx } from "#trainer/exporting/onnx";
import type { TrainedModel } from "./train-models.ts";

/** A trained model as the ONNX file in which it would leave, so that onnxruntime-web runs the same network. */
export const asOnnx = ({ manifest, shards }: TrainedModel): Uint8Array =>
  writeOnnx(modelSource({ name: "bench", author: "bench", manifestSha256: "", manifest }, { weights: shards }));
