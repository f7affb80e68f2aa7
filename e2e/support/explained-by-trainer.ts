/** A model's answer explained outside the browser, by a process with the trainer's engine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { ModelManifest } from "#domain/models/manifest";

export type ToExplain = {
  manifest: ModelManifest;
  weights: Uint8Array;
  /** One picture, uint8. */
  picture: Uint8Array;
  gradCams?: { layer: string; classIndex: number }[];
  occlusions?: { classIndex: number; size: number; stride: number }[];
  /** The model's index of neighbours: among whose pictures the nearest are searched. */
  index?: Uint8Array;
};

/** `nearest`: numbers of the training pictures of the index, the most similar first, by all values of their answers. */
export type Explained = { engine: string; maps: number[][]; drops: number[][]; nearest: number[] };

export async function explainedByTrainer({ weights, picture, index, ...rest }: ToExplain): Promise<Explained> {
  const child = spawn(process.execPath, ["trainer/test/explain-model.ts"], { stdio: ["pipe", "pipe", "pipe"] });
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const files = { weights: base64(weights), picture: base64(picture), ...(index && { index: base64(index) }) };
  child.stdin.end(JSON.stringify({ ...rest, ...files }));
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (code !== 0) throw new Error(`The trainer could not explain it: ${errors}`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}
