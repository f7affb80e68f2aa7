/**
 * Work on values that come faster than it is done: one at a time, and of those that come meanwhile only the newest. Nothing
 * queues, and every answer that has been computed is shown.
 */
export class NewestOnly<Value> {
  readonly #work: (value: Value) => Promise<void>;
  #busy = false;
  #next: { value: Value } | null = null;

  /** @param work must not reject */
  constructor(work: (value: Value) => Promise<void>) {
    this.#work = work;
  }

  push(value: Value): void {
    this.#next = { value };
    if (!this.#busy) void this.#run();
  }

  /** Forgets what waits. */
  clear(): void {
    this.#next = null;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next) {
      const { value } = this.#next;
      this.#next = null;
      await this.#work(value);
    }
    this.#busy = false;
  }
}
