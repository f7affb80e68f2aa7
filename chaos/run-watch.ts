import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";

const RETRY_DELAY = 200;

/** Looks at the runs as the database has them; while that is down, questions wait for it. */
export class RunWatch {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Runs that wait or train. */
  async active(): Promise<number> {
    return (await this.#ask(`SELECT id FROM run WHERE state IN ('queued', 'running')`)).length;
  }

  /**
   * The most deaths since its last checkpoint that a run of the trainer has, or one that is nobody's at the moment and that
   * it might take next.
   */
  async deathsOf(trainer: string): Promise<number> {
    const [row] = await this.#ask<{ deaths: number }>(
      `SELECT COALESCE(max(crashes), 0)::int AS deaths FROM run LEFT JOIN trainer ON trainer.id = run."trainerId"
        WHERE state IN ('queued', 'running') AND (trainer.name = $1 OR state = 'queued' OR run."heartbeatAt" < now() - interval '5 seconds')`,
      [trainer],
    );
    return row?.deaths ?? 0;
  }

  /** Runs that are said to be trained, and of which nobody has heard for so long. */
  async silent(seconds: number): Promise<string[]> {
    const rows = await this.#ask<{ id: string }>(
      `SELECT id FROM run WHERE state = 'running' AND "heartbeatAt" < now() - make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Waits until all have ended, or nothing has happened for so many seconds.
   *
   * @returns those that have not ended
   */
  async untilEnded(standstill: number): Promise<string[]> {
    let known = "";
    for (let since = performance.now(); ; await sleep(RETRY_DELAY)) {
      const [row] = await this.#ask<{ open: string[]; events: string }>(
        `SELECT COALESCE(array_agg(id::text), '{}') AS open, (SELECT count(*) FROM run_event) AS events
           FROM run WHERE state IN ('queued', 'running')`,
      );
      const { open, events } = row ?? { open: [], events: "" };
      if (events !== known) since = performance.now();
      known = events;
      if (open.length === 0 || performance.now() - since > 1000 * standstill) return open;
    }
  }

  async #ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    for (;;) {
      try {
        return (await this.#pool.query<Row>(sql, values)).rows;
      } catch {
        await sleep(RETRY_DELAY);
      }
    }
  }
}
