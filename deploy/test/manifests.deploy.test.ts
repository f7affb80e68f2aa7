/** The files that a deployment is described by, each through its own checker. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_QUEUE } from "#domain/models/export-job";
import { TRAIN_QUEUE } from "#domain/runs/train-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { createTestDatabase } from "#prisma/test/test-database";
import { locate } from "../../scripts/setup/paths.mjs";
import { PLAIN_ENVIRONMENT } from "./processes.ts";

const { TEST_CHECKERS: checkers, TEST_HELM: helm, TEST_COMPOSE: compose } = process.env;
const { checkout } = locate();
const run = promisify(execFile);
const python = { cwd: checkout, env: { ...PLAIN_ENVIRONMENT, PYTHONPATH: checkers } };
const CHART = "deploy/helm/cultivar";

/** Versions of Kubernetes that the chart is for. */
const [OLDEST, NEWEST] = ["1.27", "1.36"] as const;

type Service = { environment?: Record<string, string> };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-manifests-"));
});
afterAll(() => rm(folder, { recursive: true }));

it.skipIf(!checkers).each(["web", "trainer", "pgbouncer"])("hadolint finds nothing in Dockerfile.%s", async (name) => {
  const { stdout } = await run(join(checkers ?? "", "bin/hadolint"), [`deploy/Dockerfile.${name}`], { cwd: checkout });
  expect(stdout).toBe("");
});

it.skipIf(!checkers)("yamllint finds nothing", async () => {
  const files = ["compose.yaml", `${CHART}/Chart.yaml`, `${CHART}/values.yaml`, `${CHART}/ci/gpu-values.yaml`];
  const args = ["-m", "yamllint", "--strict", "--config-file", "deploy/yamllint.yaml", ...files];
  const { stdout } = await run("python3", args, python);
  expect(stdout).toBe("");
});

it.skipIf(!compose)("compose.yaml is what the compose specification knows, and asks for every secret", async () => {
  // The specification's own loader reads no variables of the environment.
  const args = ["--no-interpolation", "--format", "json", "compose.yaml"];
  const { services } = JSON.parse((await run(compose ?? "", args, { cwd: checkout, env: PLAIN_ENVIRONMENT })).stdout);
  expect(Object.keys(services).sort()).toEqual(
    ["bucket", "edge", "migrate", "pooler", "postgres", "s3", "trainer", "trainer-gpu", "web"].sort(),
  );
  expect(services.web.deploy.replicas).toBe(2);
  expect(services.web.environment.DATABASE_URL).toContain("@pooler:6432/cultivar?pgbouncer=true");
  expect(services.migrate.environment.DIRECT_DATABASE_URL).toContain("@postgres:5432/cultivar");
  // A trainer signs nobody in.
  expect(services.trainer.environment).not.toHaveProperty("BETTER_AUTH_SECRET");
  for (const { environment = {} } of Object.values<Service>(services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|_KEY/.test(name)) expect(value, name).toMatch(/^\$\{\w+:\?\}$/);
    }
  }
});

describe.skipIf(!helm)("the Helm chart", () => {
  const chart = (...args: string[]) =>
    run(helm ?? "", args, { cwd: checkout, env: { ...PLAIN_ENVIRONMENT, HOME: folder } });
  const values = ["--values", `${CHART}/ci/gpu-values.yaml`];
  const template = (...args: string[]) => chart("template", "cultivar", CHART, "--kube-version", NEWEST, ...args);
  const render = async () => (await template(...values)).stdout;

  it("passes helm's own lint", async () => {
    expect((await chart("lint", "--strict", CHART, ...values)).stdout).toContain(
      "1 chart(s) linted, 0 chart(s) failed",
    );
  });

  it("says which value is missing", async () => {
    await expect(template()).rejects.toMatchObject({
      stderr: expect.stringMatching(/is empty: /),
    });
  });

  it.skipIf(!checkers)("makes objects that Kubernetes knows, of its oldest and its newest version", async () => {
    // KEDA's own kinds are not among them.
    const documents = (await render()).split(/^---$/m).filter((text) => /^kind:/m.test(text));
    const known = documents.filter((text) => !/^apiVersion: keda\.sh/m.test(text));
    expect(documents.length - known.length).toBe(3);
    expect(known.length).toBeGreaterThanOrEqual(7);
    const file = join(folder, "rendered.yaml");
    await writeFile(file, known.join("---\n"));
    for (const version of [OLDEST, NEWEST]) {
      await run("python3", ["-m", "kubernetes_validate", "--strict", "--kubernetes-version", version, file], python);
    }
  });

  it("counts by KEDA's query what waits and what is worked on, and nothing that is over", async () => {
    // A quoted text of YAML's, which is one of JSON's.
    const query: string = JSON.parse((await render()).match(/query: (".+")/)?.[1] ?? "");
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const add = (name: string, state: string) =>
        client.query(`INSERT INTO ${QUEUE_SCHEMA}.job (name, state) VALUES ($1, $2)`, [name, state]);
      for (const state of ["created", "active", "retry", "completed", "cancelled", "failed"])
        await add(TRAIN_QUEUE, state);
      await add(EXPORT_QUEUE, "created");
      expect((await client.query(query)).rows).toEqual([{ count: "4" }]);
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
