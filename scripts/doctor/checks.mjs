import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execute } from "../setup/command.mjs";
import { findNode, runsTypeScript } from "../setup/node.mjs";
import { arePackagesCurrent } from "../setup/packages.mjs";
import { answers, findPostgres } from "../setup/postgres.mjs";
import { folderBytes, formatBytes } from "../setup/report.mjs";
import { probeTensorflow, readEngine } from "../setup/tensorflow.mjs";

/**
 * One line of the doctor. `advice` says what to do, or what follows from what was found.
 * @typedef {{ name: string, ok: boolean, found: string, advice?: string }} Finding
 * @typedef {import("../setup/paths.mjs").Paths} Paths
 */

const START = "npm start sets it up";

/** @type {((paths: Paths) => Promise<Finding | Finding[]>)[]} */
export const CHECKS = [
  checkMachine,
  checkNode,
  checkTools,
  checkPackages,
  checkEngine,
  checkDatabase,
  checkStore,
  checkDataset,
  checkBackbones,
];

async function checkMachine() {
  const [cpu] = cpus();
  const found = `${process.platform}-${process.arch}, ${cpus().length} × ${cpu?.model ?? "unknown CPU"}, ${formatBytes(totalmem())} of memory`;
  return { name: "machine", ok: true, found };
}

async function checkNode(paths) {
  const system = { name: "node", ok: true, found: `${process.versions.node} started this` };
  if (runsTypeScript(process.versions.node)) return system;
  const own = findNode(paths);
  return [
    { ...system, advice: "too old to run the project, which brings its own" },
    own
      ? { name: "own node", ok: true, found: (await execute(own, ["--version"])).stdout.trim() }
      : { name: "own node", ok: false, found: "missing", advice: START },
  ];
}

/** Tools that only set-up uses: without them the trainer runs on wasm. */
async function checkTools() {
  const tools = [
    ["npm", ["--version"], "npm comes with Node: install it"],
    ["python3", ["--version"], "TensorFlow is fetched with it (Debian: apt-get install python3)"],
    ["pip", null, "TensorFlow is fetched with it (Debian: apt-get install python3-pip)"],
    ["g++", ["--version"], "tfjs' addon is compiled with it (Debian: apt-get install g++)"],
  ];
  return Promise.all(
    tools.map(async ([name, args, advice]) => {
      const asked = args ? execute(name, args) : execute("python3", ["-m", "pip", "--version"]);
      return asked.then(
        ({ stdout }) => ({ name, ok: true, found: stdout.split("\n")[0].replace(/ from .*/, "") }),
        () => ({ name, ok: false, found: "missing", advice }),
      );
    }),
  );
}

async function checkPackages(paths) {
  const name = "packages";
  if (arePackagesCurrent(paths)) return { name, ok: true, found: "as package-lock.json says" };
  return { name, ok: false, found: "not as package-lock.json says", advice: START };
}

/** Really loads the engine: what set-up found once may have changed. */
async function checkEngine(paths) {
  const node = findNode(paths);
  if (!node) return { name: "engine", ok: false, found: "not set up", advice: START };
  if (process.env.CULTIVAR_ENGINE === "wasm")
    return { name: "engine", ok: true, found: "wasm, as CULTIVAR_ENGINE asks" };
  const known = await readEngine(paths);
  return probeTensorflow(node).then(
    async ({ version, device }) => [
      { name: "engine", ok: true, found: `TensorFlow ${version}` },
      await describeDevice(device),
    ],
    (error) => ({
      name: "engine",
      ok: false,
      found: `wasm, because ${known?.reason ?? error.message.split("\n").slice(0, 2).join(" ")}`,
      advice: "training works, but is slower; once that is mended, npm start tries TensorFlow again",
    }),
  );
}

async function describeDevice(device) {
  const name = "device";
  const gpus = await execute("nvidia-smi", ["--query-gpu=name,driver_version", "--format=csv,noheader"]).then(
    ({ stdout }) => stdout.trim().replaceAll("\n", "; "),
    () => "",
  );
  if (device === "gpu") return { name, ok: true, found: `GPU, ${gpus}` };
  if (!gpus) return { name, ok: true, found: "CPU" };
  return {
    name,
    ok: false,
    found: `CPU, although there is ${gpus}`,
    advice: "update its driver: CUDA 12 needs 525 or later",
  };
}

async function checkDatabase(paths) {
  const name = "database";
  const url = process.env.DATABASE_URL ?? (await findPostgres(paths.postgres))?.url;
  if (!url) return { name, ok: false, found: "not made yet", advice: START };
  const { hostname, port, pathname } = new URL(url);
  const address = `${hostname}:${port || 5432}${pathname}`;
  if (!(await answers(url))) {
    if (!process.env.DATABASE_URL)
      return { name, ok: true, found: `${address}, stopped`, advice: "npm start starts it" };
    return { name, ok: false, found: `nothing answers at ${address}`, advice: "start it, or unset DATABASE_URL" };
  }
  const { version, pending } = await readDatabase(paths, url);
  return [
    { name, ok: true, found: `PostgreSQL ${version} at ${address}` },
    pending.length === 0
      ? { name: "migrations", ok: true, found: "all applied" }
      : {
          name: "migrations",
          ok: false,
          found: `${pending.length} pending (${pending.join(", ")})`,
          advice: "npm start applies them",
        },
  ];
}

/** @returns {Promise<{ version: string, pending: string[] }>} */
async function readDatabase(paths, url) {
  const { default: pg } = await import(pathToFileURL(join(paths.modules, "pg/lib/index.js")).href);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const version = (await client.query("SHOW server_version")).rows[0].server_version;
    const table = (await client.query(`SELECT to_regclass('"_prisma_migrations"') AS name`)).rows[0].name;
    const applied = table
      ? (await client.query('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL')).rows
      : [];
    const names = new Set(applied.map((row) => row.migration_name));
    const folders = readdirSync(join(paths.checkout, "prisma/migrations"), { withFileTypes: true });
    const pending = folders.filter((entry) => entry.isDirectory() && !names.has(entry.name)).map((entry) => entry.name);
    return { version, pending };
  } finally {
    await client.end();
  }
}

async function checkStore(paths) {
  const name = "store";
  if (process.env.STORE_S3_BUCKET) return checkBucket(name, paths);
  const existing = existsSync(paths.store) ? paths.store : existsSync(paths.home) ? paths.home : dirname(paths.home);
  try {
    await rm(await mkdtemp(join(existing, ".doctor-")), { recursive: true });
    return { name, ok: true, found: `${paths.store}, ${formatBytes(await folderBytes(paths.store))}` };
  } catch (error) {
    return {
      name,
      ok: false,
      found: `${paths.store} cannot be written (${error.code})`,
      advice: "change its owner, or set STORE_DIR",
    };
  }
}

async function checkBucket(name, paths) {
  const node = findNode(paths);
  const module = pathToFileURL(join(paths.checkout, "storage/open-store.ts")).href;
  const script = `import { openStore, storeEnvironment } from "${module}";
    await openStore(storeEnvironment.parse(process.env)).check();`;
  const bucket = `the bucket ${process.env.STORE_S3_BUCKET}`;
  if (!node) return { name, ok: false, found: `${bucket}, which nothing here can look into yet`, advice: START };
  return execute(node, ["--input-type=module", "-e", script]).then(
    () => ({ name, ok: true, found: `${bucket}, which can be written` }),
    (error) => ({
      name,
      ok: false,
      found: `${bucket} cannot be used`,
      advice:
        (error.output ?? error.message).match(/The artefact store .*|"message": ".*"/)?.[0] ?? "look at STORE_S3_*",
    }),
  );
}

async function checkDataset(paths) {
  const name = "data set";
  const folder = join(paths.datasets, "cifar10");
  const node = findNode(paths);
  if (!existsSync(folder) || !node) return { name, ok: false, found: "CIFAR-10 is not there", advice: START };
  const module = pathToFileURL(join(paths.checkout, "trainer/datasets/cifar10.ts")).href;
  const script = `import { loadDataset } from "${module}"; await loadDataset(process.argv[1], "cifar10");`;
  return execute(node, ["--input-type=module", "-e", script, paths.datasets]).then(
    () => ({ name, ok: true, found: `CIFAR-10 in ${folder}, checksums right` }),
    (error) => ({
      name,
      ok: false,
      found: error.output?.match(/Error: (.*)/)?.[1] ?? error.message,
      advice: `remove ${folder} and run npm start`,
    }),
  );
}

/** Weights of pretrained networks: those of EfficientNet-Lite0 are fetched when a run first needs them. */
async function checkBackbones(paths) {
  const node = findNode(paths);
  if (!node) return [];
  const folder = pathToFileURL(join(paths.checkout, "trainer/backbones/")).href;
  const env = { ...process.env, CULTIVAR_HOME: paths.home, BACKBONES_DIR: paths.backbones };
  const load = (script) => execute(node, ["--input-type=module", "-e", script], { env });
  const lite = `import { loadBackboneWeights } from "${folder}backbone-weights.ts";
    await loadBackboneWeights(process.env.BACKBONES_DIR, "efficientnet-lite0");`;
  const xception = `import { findXceptionFile } from "${folder}xception-weights.ts";
    process.stdout.write(findXceptionFile(process.env));`;
  return Promise.all([
    load(lite).then(
      () => ({ name: "EfficientNet-Lite0", ok: true, found: `weights in ${paths.backbones}, checksum right` }),
      () => ({
        name: "EfficientNet-Lite0",
        ok: true,
        found: "no weights yet",
        advice: "the first run that needs them fetches them, or npm run backbone does",
      }),
    ),
    load(xception).then(
      ({ stdout }) => ({ name: "Xception", ok: true, found: `weights in ${stdout}` }),
      () => ({
        name: "Xception",
        ok: true,
        found: "no weights",
        advice:
          "the presets pretrained and pretrained-gap need them: npm run backbone -- xception, or XCEPTION_WEIGHTS",
      }),
    ),
  ]);
}
