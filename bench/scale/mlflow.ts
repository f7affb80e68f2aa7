/** MLflow's tracking server on the same PostgreSQL, in a schema of its own, with as many runs as we have. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { startChild } from "../processes/children.ts";
import { ensurePythonEnvironment } from "../python/python-environment.ts";
import type { Asked } from "./ask.ts";

const ENVIRONMENT = {
  requirements: join(import.meta.dirname, "mlflow-requirements.txt"),
  size: "0.9 GB",
  neededBytes: 2e9,
  users: "MLflow's tracking server",
  otherwise: "Without Python, leave mlflow out with --only.",
};

/** Server processes; one for each processor of the machine that this was made for. */
const WORKERS = 2;
/** With its own fifteen connections a process that happens to get all clients waits for itself, and refuses after 30 s. */
const POOL = { MLFLOW_SQLALCHEMYSTORE_POOL_SIZE: "25", MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW: "10" };
const PATIENCE = 120_000;
const SCHEMA = "mlflow";
const EXPERIMENT = "bench";

export type Mlflow = { url: string; version: string; experimentId: string };

/** Starts the server and fills its tables with `runs` runs: ten epochs of four metrics, eight parameters, two tags. */
export async function startMlflow(databaseUrl: string, runs: number, say: (line: string) => void): Promise<Mlflow> {
  const python = await ensurePythonEnvironment(ENVIRONMENT);
  await inDatabase(databaseUrl, (client) => client.query(`CREATE SCHEMA ${SCHEMA}`));
  const store = new URL(databaseUrl);
  // The driver by its name: SQLAlchemy would take another.
  store.protocol = "postgresql+psycopg2:";
  store.search = `?options=-csearch_path%3D${SCHEMA}`;
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  say("starting MLflow's tracking server");
  const server = startChild({
    program: python,
    args: [
      ...["-m", "mlflow", "server", "--backend-store-uri", store.href, "--no-serve-artifacts"],
      ...["--default-artifact-root", "mlflow-artifacts:/", "--host", "127.0.0.1"],
      ...["--port", String(port), "--workers", String(WORKERS)],
    ],
    env: { ...process.env, ...POOL, PYTHONDONTWRITEBYTECODE: "1", MLFLOW_LOGGING_LEVEL: "WARNING" },
  });
  let log = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (text: Buffer) => {
      log = (log + text).slice(-2000);
    });
  const deadline = Date.now() + PATIENCE;
  while (!(await isThere(`${url}/version`))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`MLflow did not start: ${log}`);
    await sleep(250);
  }
  const version = await (await fetch(`${url}/version`)).text();
  const { experiment_id } = await post(`${url}/api/2.0/mlflow/experiments/create`, { name: EXPERIMENT });
  say(`seeding ${runs} runs of MLflow`);
  await seed(databaseUrl, Number(experiment_id), runs);
  return { url, version, experimentId: String(experiment_id) };
}

const isThere = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function post(url: string, body: unknown): Promise<Record<string, never>> {
  const response = await fetch(url, json(body));
  if (!response.ok) throw new Error(`MLflow refused ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, never>;
}

const json = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const METRICS = ["train_loss", "train_accuracy", "val_loss", "val_accuracy"];
const EPOCHS = 10;

function seed(url: string, experimentId: number, runs: number): Promise<unknown> {
  const epochs = `seeded, generate_series(1, ${EPOCHS}) AS e, unnest('{${METRICS.join()}}'::text[]) AS metric`;
  return inDatabase(url, async (client) => {
    await client.query(`SET search_path = ${SCHEMA}; SET synchronous_commit = off; SELECT setseed(0.5)`);
    await client.query(
      `CREATE TEMPORARY TABLE seeded AS
       SELECT i, md5(i::text) AS id, (extract(epoch FROM now()) * 1000)::bigint - ($1::int - i) * 420000::bigint AS at,
              CASE i % 2 WHEN 0 THEN 'scratch' ELSE 'deeper' END AS preset
         FROM generate_series(1, $1) AS i`,
      [runs],
    );
    await client.query(
      `INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,
         source_version, lifecycle_stage, artifact_uri, experiment_id)
       SELECT id, preset || ', seed ' || i, 'LOCAL', '', '', 'bench',
              CASE WHEN i % 100 < 92 THEN 'FINISHED' WHEN i % 100 < 97 THEN 'FAILED' ELSE 'KILLED' END, at, at + 300000, '',
              'active', 'mlflow-artifacts:/' || id, $1 FROM seeded`,
      [experimentId],
    );
    await client.query(
      `INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan)
       SELECT metric, 0.5 + random() / e, at + e * 30000, id, e, false FROM ${epochs}`,
    );
    await client.query(
      `INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid)
       SELECT key, value, timestamp, step, is_nan, run_uuid FROM metrics WHERE step = ${EPOCHS}`,
    );
    await client.query(
      `INSERT INTO params (key, value, run_uuid)
       SELECT key, CASE key WHEN 'preset' THEN preset WHEN 'learning_rate' THEN (ARRAY['0.0003','0.001','0.003','0.01'])[1 + i % 4]
              WHEN 'seed' THEN i::text ELSE (i % 7)::text END, id
         FROM seeded, unnest('{preset,learning_rate,batch_size,epochs,optimizer,dropout,seed,split}'::text[]) AS key`,
    );
    await client.query(
      `INSERT INTO tags (key, value, run_uuid)
       SELECT 'mlflow.runName', preset || ', seed ' || i, id FROM seeded
       UNION ALL SELECT 'course', 'baseline', id FROM seeded WHERE i % 7 = 3`,
    );
    for (const table of ["runs", "metrics", "latest_metrics", "params", "tags"])
      await client.query(`VACUUM ANALYZE ${table}`);
  });
}

/** The first page of its runs, asked for as `searchPages` of ours asks. */
export function mlflowSearches({ url, experimentId }: Mlflow): Asked[] {
  const search = (name: string, more: { filter?: string; order_by?: string[] }): Asked => ({
    name,
    url: `${url}/api/2.0/mlflow/runs/search`,
    init: json({ experiment_ids: [experimentId], max_results: 50, ...more }),
  });
  return [
    search("as it opens", {}),
    search("best validation first", { order_by: ["metrics.val_accuracy DESC"] }),
    search("failed ones", { filter: "attributes.status = 'FAILED'" }),
    search("one preset, one rate", { filter: "params.preset = 'deeper' AND params.learning_rate = '0.001'" }),
    search("tagged", { filter: "tags.course = 'baseline'" }),
    search("searched for", { filter: "attributes.run_name LIKE '%seed 99%'" }),
  ];
}

/** For each of `count` new runs, what sends a batch of `batch` metrics. */
export async function mlflowSenders({ url, experimentId }: Mlflow, count: number, batch: number) {
  const create = async () => {
    const { run } = await post(`${url}/api/2.0/mlflow/runs/create`, {
      experiment_id: experimentId,
      start_time: Date.now(),
    });
    return (run as unknown as { info: { run_id: string } }).info.run_id;
  };
  const ids = await Promise.all(Array.from({ length: count }, create));
  return ids.map((run_id) => {
    let step = 0;
    return async () => {
      const metrics = Array.from({ length: batch }, () => ({
        key: "loss",
        value: Math.random(),
        timestamp: Date.now(),
        step: ++step,
      }));
      await post(`${url}/api/2.0/mlflow/runs/log-batch`, { run_id, metrics });
    };
  });
}
