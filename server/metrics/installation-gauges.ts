/** The installation as its database has it, as gauges. Every web app shows the same; Prometheus takes the greatest. */
import { RUN_STATES, type RunState } from "#domain/runs/states";
import type { PrismaClient } from "#prisma/generated/client";
import { logError } from "#telemetry/log";
import { meter } from "#telemetry/metrics";
import { TRAINER_SILENCE_MS } from "../launch/queue-state.ts";
import type { Services } from "../services.ts";

type Facts = {
  runs: Partial<Record<RunState, number>>;
  waiting: number;
  oldestWait: number;
  silence: number | null;
  trainers: number;
};

/** Shows them to whoever reads metrics; called once. They are read from the database each time somebody does, in one query. */
export function showInstallation(services: () => Pick<Services, "prisma" | "databasePool">): void {
  const gauge = (name: string, description: string) => meter().createObservableGauge(name, { description });
  const queue = gauge("cultivar_queue_length", "Runs that wait for a trainer.");
  const oldest = gauge("cultivar_queue_oldest_wait_seconds", "Seconds for which the oldest of them has waited.");
  const runs = gauge("cultivar_runs", "Runs that are kept, by their state.");
  const trainers = gauge("cultivar_trainers_alive", "Trainers that have told of themselves within ten seconds.");
  const silence = gauge(
    "cultivar_run_silence_seconds",
    "Seconds since the last word of the running run that has been silent longest; 0 when none runs.",
  );
  const connections = gauge(
    "cultivar_database_connections",
    "Connections of this process to the database, by their use.",
  );
  const waiting = gauge(
    "cultivar_database_waiting",
    "Calls of this process that wait for a connection to the database.",
  );

  meter().addBatchObservableCallback(
    async (result) => {
      const { prisma, databasePool } = services();
      result.observe(connections, databasePool.totalCount - databasePool.idleCount, { use: "busy" });
      result.observe(connections, databasePool.idleCount, { use: "idle" });
      result.observe(waiting, databasePool.waitingCount);
      // A database that does not answer is when the pool above is looked at.
      const facts = await readFacts(prisma).catch((error) => logError("the installation could not be measured", error));
      if (!facts) return;
      for (const state of RUN_STATES) result.observe(runs, facts.runs[state] ?? 0, { state });
      result.observe(queue, facts.waiting);
      result.observe(oldest, facts.oldestWait);
      result.observe(trainers, facts.trainers);
      result.observe(silence, facts.silence ?? 0);
    },
    [queue, oldest, runs, trainers, silence, connections, waiting],
  );
}

async function readFacts(prisma: PrismaClient): Promise<Facts> {
  const [facts] = await prisma.$queryRaw<Facts[]>`
    SELECT (SELECT COALESCE(jsonb_object_agg(state, n), '{}')
              FROM (SELECT state, count(*) AS n FROM run WHERE "deletedAt" IS NULL GROUP BY state) s) AS runs,
           (SELECT count(*)::int FROM run WHERE state = 'queued' AND NOT held AND "deletedAt" IS NULL) AS waiting,
           (SELECT COALESCE(extract(epoch FROM now() - min("queuedAt")), 0)::float8
              FROM run WHERE state = 'queued' AND NOT held AND "deletedAt" IS NULL) AS "oldestWait",
           (SELECT extract(epoch FROM now() - min("heartbeatAt"))::float8 FROM run WHERE state = 'running') AS silence,
           (SELECT count(*)::int FROM trainer
             WHERE "heartbeatAt" > now() - make_interval(secs => ${TRAINER_SILENCE_MS / 1000}::float8)) AS trainers`;
  if (!facts) throw new Error("The database told nothing of itself.");
  return facts;
}
