/** Our processes' side of the protocol that contestant.ts describes. */
import { createInterface } from "node:readline";
import * as tf from "@tensorflow/tfjs-core";
import { z } from "zod";

const request = z.object({ seconds: z.number() });
const MS = 1000;

/**
 * Answers until standard input ends.
 *
 * @param train trains for at least that many seconds and returns the images trained on; only it is timed
 */
export async function serveWindows(
  train: (seconds: number) => Promise<number>,
  versions: Record<string, string>,
): Promise<void> {
  say({ ready: true, setupSeconds: performance.now() / MS, versions });
  for await (const line of createInterface({ input: process.stdin })) {
    const { seconds: asked } = request.parse(JSON.parse(line));
    const started = performance.now();
    const images = await train(asked);
    const seconds = (performance.now() - started) / MS;
    say({ images, seconds, tensors: tf.memory().numTensors, residentBytes: process.memoryUsage.rss() });
  }
}

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
