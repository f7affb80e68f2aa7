import { rm } from "node:fs/promises";
import { type Identity, identify, isAlive } from "../../scripts/setup/process-identity.mjs";
import { type ProcessOptions, ProcessPart } from "./process-part.ts";

/** A trainer: a supervisor and the processes in which it trains. */
export class TrainerPart extends ProcessPart {
  readonly #home: string;
  #line = "";
  #worker: Identity | null = null;

  /** @param home its identity and the logs of its runs */
  constructor(name: string, home: string, options: ProcessOptions) {
    super(name, options);
    this.#home = home;
  }

  override async start(): Promise<void> {
    this.#worker = null;
    await super.start();
  }

  /** What a machine that is gone takes along: whoever comes in its place is another trainer, without logs. */
  async forget(): Promise<void> {
    await rm(this.#home, { recursive: true, force: true });
  }

  /**
   * Sends a signal to the process that trains.
   *
   * @returns whether there was one
   */
  signalWorker(signal: NodeJS.Signals): boolean {
    // Numbers of processes are used again, by programs of others too.
    if (this.#worker === null || !isAlive(this.#worker)) return false;
    return process.kill(this.#worker.pid, signal);
  }

  protected override hear(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const [, pid] = /"message":"worker starts","task":"train","pid":(\d+)/.exec(line) ?? [];
      if (pid) this.#worker = identify(Number(pid));
    }
  }
}
