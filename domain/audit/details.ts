/** What an entry of the audit trail tells besides its action. */
import { z } from "zod";

const text = z.string();

/** Every part is there only where it belongs to the action; what is unknown is left out. */
export const auditDetails = z.object({
  /**
   * `renamed`, `collection-renamed`: the names before and after; `licensed`: the licence now; `launched-again`: the run that
   * was repeated; `moved`: the places in the queue; `daily-time-set`: the seconds.
   */
  from: text.optional(),
  to: text.optional(),
  /** `renamed`: it was the model, not the run. */
  model: z.boolean().optional(),
  /** `withdrawn`, `shown-by-link`: since when the model had been public, if it was. */
  publishedAt: z.iso.datetime().optional(),
  /** Acts on a collection, and on the model as a version of it. */
  collection: z.object({ id: text, name: text }).optional(),
  number: z.number().optional(),
  /** `alias-set`, `alias-removed` */
  alias: text.optional(),
  /** `version-removed`: what went with it. */
  addedAt: z.iso.datetime().optional(),
  aliases: z.array(text).optional(),
  /** `tagged` */
  added: z.array(text).optional(),
  removed: z.array(text).optional(),
  /** `noted`: characters of the note; 0 when it was cleared. */
  length: z.number().optional(),
  /** Acts on a sweep: how many of its runs they were done to. `sweep-launched`: combinations that were not possible. */
  runs: z.number().optional(),
  leftOut: z.number().optional(),
  /** `trainer-drained`, `trainer-undrained`: its name. */
  trainer: text.optional(),
});
export type AuditDetails = z.infer<typeof auditDetails>;
