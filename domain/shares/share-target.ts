/** What a shared link shows. The runs named here are all that it lets anybody read. */
import { z } from "zod";

/** Runs that one link may show: as many as a comparison takes. */
export const MAX_SHARED_RUNS = 50;

const runIds = z
  .array(z.uuid())
  .min(1)
  .max(MAX_SHARED_RUNS)
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
]);
export type ShareTarget = z.infer<typeof shareTarget>;

/** The runs that a link to this target lets read. */
export const sharedRunIds = (target: ShareTarget): string[] =>
  target.kind === "run" ? [target.runId] : [...target.runIds];
