/**
 * One side of a comparison: a process that stays alive and trains when it is asked to, so that start-up, compilation and
 * caches are out of the measurement, and that waits on its standard input while the others train.
 *
 * It first says `{"ready":true,"setupSeconds":…,"versions":{…}}`. Each `{"seconds":5}` on its standard input makes it train
 * for at least that long (or do another task, if it is named) and say `{"images":…,"seconds":…}`, timing only that; processes of ours add `tensors` and
 * `residentBytes`. It goes when standard input ends.
 */
import { z } from "zod";
import type { Command } from "../processes/children.ts";
import { JsonProcess } from "../processes/json-process.ts";

const readyMessage = z.object({
  ready: z.literal(true),
  setupSeconds: z.number(),
  versions: z.record(z.string(), z.string()),
});
export type Ready = Omit<z.infer<typeof readyMessage>, "ready">;

const windowMessage = z.object({
  images: z.number().int().min(1),
  seconds: z.number().positive(),
  /** TensorFlow.js tensors alive. */
  tensors: z.number().optional(),
  residentBytes: z.number().optional(),
});
export type Window = z.infer<typeof windowMessage>;

export class Contestant {
  readonly name: string;
  readonly ready: Ready;
  readonly #process: JsonProcess;

  private constructor(process: JsonProcess, ready: Ready) {
    this.name = process.name;
    this.#process = process;
    this.ready = ready;
  }

  /** @throws Error when the process does not get ready; the message holds its standard error */
  static async start(name: string, command: Command): Promise<Contestant> {
    const process = new JsonProcess(name, command);
    return new Contestant(process, await receive(process, readyMessage));
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /**
   * Trains for at least `seconds`, or does another of its tasks.
   * @throws Error when the process fails; the message holds its standard error
   */
  async train(seconds: number, task?: string): Promise<Window> {
    this.#process.send({ seconds, ...(task !== undefined && { task }) });
    return receive(this.#process, windowMessage);
  }

  async end(): Promise<void> {
    await this.#process.finish();
  }
}

async function receive<T>(process: JsonProcess, schema: z.ZodType<T>): Promise<T> {
  const message = await process.next();
  if (!message) throw new Error(`${process.name} ended before it was told to.`);
  const parsed = schema.safeParse(message);
  if (!parsed.success) throw new Error(`${process.name} said ${JSON.stringify(message)}, which is not understood.`);
  return parsed.data;
}
