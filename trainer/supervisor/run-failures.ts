/** Why runs fail, in the words their owners read. Failures that only the worker can see are in worker/training-failures.ts. */
import { totalmem } from "node:os";
import type { z } from "zod";
import type { RunFailure } from "#domain/runs/events";
import { storableText } from "../event-log/storable-text.ts";
import type { WorkerEnd } from "./worker-process.ts";

const SENTENCE = 500;
const DETAILS = 8000;
/** A process that was killed while it held this share of the memory was killed for it. */
const MEMORY_SHARE = 0.5;

export function invalidSpec(error: z.ZodError): RunFailure {
  const [issue] = error.issues;
  const field = issue?.path.join(".");
  return {
    code: "invalid-spec",
    message: storableText(`The experiment is not valid: ${issue?.message ?? "it cannot be read."}`, SENTENCE),
    advice: storableText(`Launch a new run${field ? ` with another value for ${field}` : ""}.`, SENTENCE),
    details: storableText(JSON.stringify(error.issues), DETAILS),
  };
}

/**
 * The run's processes died again and again.
 *
 * @param end of the last worker; null when whole trainers died, whose last words nobody heard
 */
export function crashedFailure(end: WorkerEnd | null, crashes: number): RunFailure {
  if (!end) {
    return {
      code: "crashed",
      message: `The trainer died ${crashes} times while it worked on this run.`,
      advice: "If its log does not tell why, it may lack memory: lower the batch size or the filters and run it again.",
      details: "",
    };
  }
  const details = storableText(`${describeEnd(end)}\n${end.stderr}`.trim(), DETAILS);
  if (ranOutOfMemory(end)) {
    return {
      code: "out-of-memory",
      message: "The training needs more memory than this trainer has.",
      advice: "Lower the batch size or the filters, or let a trainer with more memory take the run.",
      details,
    };
  }
  return {
    code: "crashed",
    message: `The training process died ${crashes} times without getting on.`,
    advice: "Run it again. If that ends the same way, the details and the trainer's log say where it broke.",
    details,
  };
}

/** For a run whose end is in its log without the reason: the trainer died between writing the two. */
export const failureFromLog = (message: string | null): RunFailure => ({
  code: "internal",
  message: message ?? "The run failed.",
  advice: "Run it again.",
  details: "",
});

/** No trainer could keep the run for long enough. */
export const retriesFailure: RunFailure = {
  code: "retries",
  message: "The run lost its trainer too often.",
  advice: "Look at the trainers' logs for why they end, then run it again.",
  details: "The queue gave up trying.",
};

/** How a process ended, as part of a sentence. */
export const describeEnd = ({ code, signal }: WorkerEnd): string =>
  signal ? `it was ended by ${signal}` : `it ended with exit status ${code}`;

function ranOutOfMemory({ signal, killed, memory, stderr }: WorkerEnd): boolean {
  if (/heap out of memory|RESOURCE_EXHAUSTED|OOM when allocating|std::bad_alloc/.test(stderr)) return true;
  const available = Math.min(process.constrainedMemory() || totalmem(), totalmem());
  return signal === "SIGKILL" && !killed && memory !== null && memory > MEMORY_SHARE * available;
}
