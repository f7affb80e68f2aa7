import type { RunEvent } from "#domain/runs/events";
import { rungsOf, type SuccessiveHalving } from "#domain/sweeps/successive-halving";
import type { Prisma } from "#prisma/client";
import { rungReached } from "../event-log/rung-reached.ts";
import type { Verdict } from "../worker/messages.ts";
import type { ClaimedRun } from "./claim-run.ts";
import { judgeRun } from "./judge-run.ts";

/** Follows the events of a run that have reached the database and judges it at its rungs. */
export class RungJudge {
  /** Epochs after which the run waits for its verdict; none where no losers are stopped early. */
  readonly rungs: number[];
  readonly #prisma: Prisma;
  readonly #run: ClaimedRun;
  readonly #halving: SuccessiveHalving | null;
  #reached: number | null = null;

  constructor(prisma: Prisma, run: ClaimedRun, halving: SuccessiveHalving | null, epochs: number) {
    this.#prisma = prisma;
    this.#run = run;
    this.#halving = halving;
    this.rungs = halving ? rungsOf(halving, epochs) : [];
  }

  /**
   * @param events what followed those of the call before; all of them in the first call
   * @returns the verdict on the rung that the run has reached, once
   * @throws what the database throws: the next call tries again, unless the run has trained on by then
   */
  async follow(events: readonly RunEvent[]): Promise<Verdict | null> {
    this.#reached = rungReached(events, this.rungs) ?? (this.#trainedOn(events) ? null : this.#reached);
    if (!this.#halving || this.#reached === null) return null;
    const verdict = await judgeRun(this.#prisma, this.#run, this.#halving, this.#reached);
    this.#reached = null;
    return verdict;
  }

  #trainedOn(events: readonly RunEvent[]): boolean {
    const reached = this.#reached;
    return reached !== null && events.some(({ data }) => data.type === "progress" && data.epoch > reached);
  }
}
