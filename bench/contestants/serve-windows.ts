/** Our processes' side of the protocol that contestant.ts describes. */
import { createInterface } from "node:readline";
import * as tf from "@tensorflow/tfjs-core";
import { z } from "zod";

const request = z.object({ seconds: z.number(), task: z.string().optional() });

/** Works for at least that many seconds and returns the images it was through with; only it is timed. */
export type WindowTask = (seconds: number) => Promise<number>;

const MS = 1000;

/**
 * Answers until standard input ends.
 *
 * @param train what a window does unless it names one of the others
 */
export async function serveWindows(
  train: WindowTask,
  versions: Record<string, string>,
  others: Readonly<Record<string, WindowTask>> = {},
): Promise<void> {
  say({ ready: true, setupSeconds: performance.now() / MS, versions });
  for await (const line of createInterface({ input: process.stdin })) {
    const { seconds: asked, task } = request.parse(JSON.parse(line));
    const work = (task === undefined ? undefined : others[task]) ?? train;
    const started = performance.now();
    const images = await work(asked);
    const seconds = (performance.now() - started) / MS;
    say({ images, seconds, tensors: tf.memory().numTensors, residentBytes: process.memoryUsage.rss() });
  }
}

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
