/** Means over the epoch before the loss was lost. */
export type LastFinite = { loss: number; accuracy: number };

/** The loss is no longer a number: nothing sensible can follow. */
export class DivergedError extends Error {
  /**
   * @param step batches of the epoch, the one at which it showed included
   * @param last over the epoch's batches before; null when it was the first
   */
  constructor(epoch: number, step: number, last: LastFinite | null) {
    const before = last
      ? ` Before it the epoch's mean loss was ${last.loss.toPrecision(4)}, its accuracy ${(100 * last.accuracy).toFixed(1)} %.`
      : "";
    super(`The loss was no longer finite in epoch ${epoch}, batch ${step}.${before} Lower the learning rate.`);
    this.name = "DivergedError";
  }
}
