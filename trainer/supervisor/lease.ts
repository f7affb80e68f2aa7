/** A claim to a run. Every write names it; one that does not match the row any more changes nothing. */
export type Lease = { runId: string; leaseEpoch: number };

/** Another trainer has claimed the run, or it is gone: whoever held it stops, and writes nothing more. */
export class LeaseLostError extends Error {
  constructor({ runId, leaseEpoch }: Lease) {
    super(`Run ${runId} is no longer held under lease ${leaseEpoch}.`);
    this.name = "LeaseLostError";
  }
}
