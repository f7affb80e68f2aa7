/** What a shared link shows. The runs named here, or the model, are all that it lets anybody read. */
import { z } from "zod";
import { COMPARED_RUNS } from "../limits.ts";

const runIds = z
  .array(z.uuid())
  .min(1)
  .max(COMPARED_RUNS.max)
  .refine((ids) => new Set(ids).size === ids.length, { error: "A run can be named once only." });

export const shareTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("run"), runId: z.uuid() }),
  z.strictObject({
    kind: z.literal("comparison"),
    /** In the order of their colours. */
    runIds,
    /** The query of the page, without its runs: axes, scales, what is hidden. */
    view: z.string().max(4_000),
  }),
  z.strictObject({ kind: z.literal("report"), lab: z.string().min(1).max(40), runIds }),
  /** The model as its page shows it, and nothing else of the run that it comes from. */
  z.strictObject({ kind: z.literal("model"), modelId: z.uuid() }),
]);
export type ShareTarget = z.infer<typeof shareTarget>;

/** The runs that a link to this target lets read. */
export function sharedRunIds(target: ShareTarget): string[] {
  switch (target.kind) {
    case "run":
      return [target.runId];
    case "model":
      return [];
    default:
      return [...target.runIds];
  }
}
