/** The loss is no longer a number: nothing sensible can follow. */
export class DivergedError extends Error {
  constructor(epoch: number, step: number) {
    super(`The loss was no longer finite in epoch ${epoch}, batch ${step}. Lower the learning rate.`);
    this.name = "DivergedError";
  }
}
