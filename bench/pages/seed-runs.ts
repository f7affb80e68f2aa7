/**
 * A user's years of work, written by SQL: thousands of runs with their epochs and metrics, some of them with a long history
 * of events and points. Curves fall with noise, and each long run has spikes of a single step.
 */
import { Client } from "pg";
import { type PresetId, presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { POINT_METRIC_IDS } from "#domain/runs/metrics";
import { UTC_SESSION } from "#prisma/session";
import { BENCH_ENGINE } from "./bench-engine.ts";

type SeedPlan = {
  ownerId: string;
  runs: number;
  /** How many of them, the latest, have a history of `points` progress events. */
  long: number;
  points: number;
};

const EPOCHS = 10;
/** Updates between two points. */
const STEPS_PER_POINT = 1.25;

/** Run `number`, from 1; identifiers grow with it, as those of a real installation do with time. */
export const runId = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const RUN_ID = `('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;

const PRESETS: readonly PresetId[] = ["scratch", "deeper"];
const RATES = [0.0003, 0.001, 0.003, 0.01];
const BATCHES = [32, 64, 128];

/** Specs that the runs take in turn. */
const variants = (): { preset: PresetId; spec: ExperimentSpec }[] =>
  PRESETS.flatMap((preset) =>
    RATES.flatMap((learningRate) =>
      BATCHES.map((batchSize) => {
        const spec = presetSpec(preset);
        return { preset, spec: { ...spec, batchSize, optimizer: { ...spec.optimizer, learningRate } } };
      }),
    ),
  );

/** @param url of a migrated database in which `ownerId` has an account */
export async function seedRuns(url: string, plan: SeedPlan, say: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString: url, options: UTC_SESSION });
  await client.connect();
  try {
    // Only for what is written here; what is measured writes as safely as always.
    await client.query("SET synchronous_commit = off");
    await client.query("SELECT setseed(0.5)");
    say(`seeding ${plan.runs} runs`);
    await insertRuns(client, plan);
    await insertEpochs(client);
    say(`seeding ${plan.long} histories of ${plan.points} points`);
    await insertHistories(client, plan);
    await insertMetrics(client);
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

async function insertRuns(client: Client, { ownerId, runs, long, points }: SeedPlan): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE seeded AS
     SELECT i, ${RUN_ID} AS id, v.preset, jsonb_set(v.spec, '{seed}', to_jsonb(i)) AS spec,
            v.preset || ', seed ' || i AS name, now() - ($1::int - i) * interval '7 minutes' AS at, i > $1 - $3 AS long,
            CASE WHEN i > $1 - $3 OR i % 100 < 92 THEN 'succeeded' WHEN i % 100 < 97 THEN 'failed' ELSE 'cancelled' END AS state,
            (5500 + floor(2000 * random())) / 10000 AS accuracy
       FROM generate_series(1, $1) AS i
       JOIN (SELECT ordinality - 1 AS place, value->>'preset' AS preset, value->'spec' AS spec
               FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY) AS v ON v.place = i % jsonb_array_length($2::jsonb)`,
    [runs, JSON.stringify(variants()), long],
  );
  await client.query("CREATE UNIQUE INDEX ON seeded (i); ANALYZE seeded");
  await client.query(
    `INSERT INTO experiment (id, "ownerId", name, spec, "createdAt") SELECT id, $1, name, spec, at FROM seeded`,
    [ownerId],
  );
  await client.query(
    `INSERT INTO run (id, "experimentId", "ownerId", name, preset, tags, note, spec, seed, state, "queuedAt", "startedAt",
       "finishedAt", engine, epoch, step, "stepsPerEpoch", "imagesPerSecond", "trainingSeconds", "bestEpoch",
       "bestValidationAccuracy", "testCount", "testAccuracy", "testLoss", "createdAt", "updatedAt", parameters)
     SELECT id, id, $1, name, preset,
            CASE i % 7 WHEN 0 THEN '{lab 2}'::text[] WHEN 3 THEN '{baseline,keep}'::text[] ELSE '{}'::text[] END,
            CASE i % 50 WHEN 0 THEN 'The rate was too high at the start.' ELSE '' END,
            spec, i, state::"RunState", at, at + interval '5 seconds', at + interval '5 minutes', $2::jsonb,
            $3::int, 0, $4::int, 4000, 240 + 60 * random(), $3::int, accuracy,
            CASE state WHEN 'succeeded' THEN 10000 END, CASE state WHEN 'succeeded' THEN accuracy - 0.01 END,
            CASE state WHEN 'succeeded' THEN 1.1 END, at, at, CASE preset WHEN 'scratch' THEN 525898 ELSE 282250 END
       FROM seeded`,
    [ownerId, JSON.stringify(BENCH_ENGINE), EPOCHS, stepsPerEpoch(points)],
  );
}

const stepsPerEpoch = (points: number): number => Math.ceil((points * STEPS_PER_POINT) / EPOCHS);

async function insertEpochs(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO run_epoch ("runId", epoch, "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy",
       seconds, "imagesPerSecond")
     SELECT id, e, 0.7 + 1.2 * exp(-e / 3.0) + 0.02 * random(), accuracy * (1 - 0.4 * exp(-e / 2.5)) + 0.01 * random(),
            0.8 + 1.1 * exp(-e / 3.0) + 0.05 * random(), accuracy * (1 - 0.35 * exp(-e / 2.5)) - 0.01 * random(),
            24 + 4 * random(), 3900 + 200 * random()
       FROM seeded, generate_series(1, ${EPOCHS}) AS e`,
  );
}

async function insertHistories(client: Client, { points }: SeedPlan): Promise<void> {
  await client.query(
    `INSERT INTO run_point ("runId", seq, at, step, loss, accuracy, "learningRate", "imagesPerSecond", processors,
       "memoryBytes", gpu, "gpuMemoryBytes")
     SELECT id, 1 + p + (p - 1) * ${EPOCHS} / $1, at + p * interval '250 milliseconds', ceil(p * ${STEPS_PER_POINT}),
            0.6 + 1.3 * exp(-3.0 * p / $1) + 0.25 * (random() - 0.5) + CASE p % 1777 WHEN i % 1777 THEN 6 ELSE 0 END,
            least(1, 0.75 - 0.5 * exp(-3.0 * p / $1) + 0.1 * random()), 0.001 * (1 - 0.9 * p / $1), 3800 + 400 * random(),
            1.6 + 0.4 * random(), 6e8 + 1e8 * p / $1 + 1e6 * random(), 0.7 + 0.3 * random(), 3e9 + 1e7 * random()
       FROM seeded, generate_series(1, $1::int) AS p WHERE long`,
    [points],
  );
  await client.query(
    `INSERT INTO run_event ("runId", seq, at, type, data)
     SELECT "runId", seq, at, 'progress', jsonb_build_object(
              'type', 'progress', 'epoch', (step - 1) / $1::int + 1, 'step', (step - 1) % $1::int + 1,
              'stepsPerEpoch', $1::int, 'loss', loss, 'accuracy', accuracy, 'imagesPerSecond', "imagesPerSecond",
              'point', jsonb_build_object('loss', loss, 'accuracy', accuracy, 'learningRate', "learningRate",
                'processors', processors, 'memoryBytes', "memoryBytes", 'gpu', gpu, 'gpuMemoryBytes', "gpuMemoryBytes"))
       FROM run_point`,
    [stepsPerEpoch(points)],
  );
  await client.query(
    `INSERT INTO run_event ("runId", seq, at, type, data)
     SELECT id, 1, at, 'started', jsonb_build_object('type', 'started', 'engine', $1::jsonb, 'trainer', 'bench',
              'trainingImages', 40000, 'validationImages', 10000, 'stepsPerEpoch', $2::int, 'parameters', 282250)
       FROM seeded WHERE long
     UNION ALL
     SELECT id, 1 + epoch * ($3::int / ${EPOCHS}) + epoch, at + epoch * $3 / ${EPOCHS} * interval '250 milliseconds', 'epoch',
            jsonb_build_object('type', 'epoch', 'epoch', epoch, 'trainLoss', "trainLoss", 'trainAccuracy', "trainAccuracy",
              'validationLoss', "validationLoss", 'validationAccuracy', "validationAccuracy", 'seconds', seconds,
              'imagesPerSecond', "imagesPerSecond")
       FROM seeded JOIN run_epoch ON "runId" = id WHERE long`,
    [JSON.stringify(BENCH_ENGINE), stepsPerEpoch(points), points],
  );
}

/** As a trainer would have summed them up: epochs of all runs, points of the long ones, results. */
async function insertMetrics(client: Client): Promise<void> {
  const summed = (table: string, key: string, metric: string, column = metric) =>
    `SELECT "runId", '${metric}', count(*), (array_agg("${column}" ORDER BY ${key}))[1],
            (array_agg("${column}" ORDER BY ${key} DESC))[1], min("${column}"), max("${column}")
       FROM ${table} GROUP BY "runId"`;
  const result = (metric: string) =>
    `SELECT id, '${metric}', 1, "${metric}", "${metric}", "${metric}", "${metric}" FROM run WHERE "${metric}" IS NOT NULL`;
  const statements = [
    ...["trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy"].map((metric) =>
      summed("run_epoch", "epoch", metric),
    ),
    summed("run_epoch", "epoch", "epochSeconds", "seconds"),
    ...POINT_METRIC_IDS.map((metric) => summed("run_point", "seq", metric)),
    result("testAccuracy"),
    result("testLoss"),
  ];
  for (const select of statements) {
    await client.query(`INSERT INTO run_metric ("runId", metric, count, first, last, min, max) ${select}`);
  }
}
