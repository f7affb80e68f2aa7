/** The web tier and a trainer's end of the queue through the real PgBouncer, which gives a connection to each transaction. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { TRAIN_QUEUE } from "#domain/runs/train-job";
import { createPrisma } from "#prisma/client";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { createTestDatabase, type TestDatabase } from "#prisma/test/test-database";
import { readiness } from "#server/readiness";
import { createTestSite, type TestSite } from "#server/test/test-site";
import { PLAIN_ENVIRONMENT } from "./processes.ts";

const pooler = process.env.TEST_POOLER_URL;
const run = promisify(execFile);

describe.skipIf(!pooler)("through a pooler", () => {
  let database: TestDatabase;
  let other: TestDatabase;
  let site: TestSite;

  const pooled = ({ url }: TestDatabase): string => {
    const through = new URL(pooler ?? "");
    through.pathname = new URL(url).pathname;
    return through.href;
  };
  const migrate = (env: Record<string, string>) =>
    run(process.execPath, ["prisma/migrate.ts"], { env: { ...PLAIN_ENVIRONMENT, ...env } });
  /** What belongs to sessions: the database would have them begin in another time than ours. */
  const moveClock = async ({ url }: TestDatabase) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone TO 'Asia/Kathmandu'`);
    await client.end();
  };

  beforeAll(async () => {
    [database, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await Promise.all([moveClock(database), moveClock(other)]);
    await migrate({ DATABASE_URL: pooled(database), DIRECT_DATABASE_URL: database.url });
    site = await createTestSite({ DATABASE_URL: pooled(database), DATABASE_CONNECTIONS: "3" });
  });
  afterAll(async () => {
    await site.close();
    await Promise.all([database.drop(), other.drop()]);
  });

  it("migrations refuse it, and say which address they want", async () => {
    await expect(migrate({ DATABASE_URL: pooled(database) })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("DIRECT_DATABASE_URL"),
    });
  });

  it("sessions are in UTC once the migrations have run, and readiness tells when they are not", async () => {
    expect(await readiness(site.services.prisma)).toBe("ok");
    const prisma = createPrisma(pooled(other), { max: 1, applicationName: "test" });
    expect(await readiness(prisma)).toContain("Asia/Kathmandu");
    await prisma.$disconnect();
  });

  it("an address that does not say that it is a pooler's is refused, not half working", async () => {
    const prisma = createPrisma(pooled(database).replace("?pgbouncer=true", ""), { max: 1, applicationName: "test" });
    await expect(prisma.$queryRaw`SELECT 1`).rejects.toThrow(/unsupported startup parameter/);
    expect(await readiness(prisma)).toContain("end DATABASE_URL with ?pgbouncer=true");
    await prisma.$disconnect();
  });

  it("statements that a trainer repeats find no connection that does not know them", async () => {
    const trainers = Array.from({ length: 4 }, () =>
      createPrisma(pooled(database), { max: 4, applicationName: "test", prepared: true }),
    );
    const counted = trainers.flatMap((trainer) =>
      Array.from({ length: 50 }, (_, i) => trainer.$queryRaw<{ i: number }[]>`SELECT ${i}::int AS i`),
    );
    expect((await Promise.all(counted)).map(([row]) => row?.i)).toEqual(counted.map((_, at) => at % 50));
    await Promise.all(trainers.map((trainer) => trainer.$disconnect()));
  });

  it("a person signs up and launches; a trainer finds the job, and the web streams what it writes", async () => {
    const person = await site.signUp();
    const controller = new AbortController();
    const api = site.as(person, controller.signal);
    const spec = { ...presetSpec("scratch"), epochs: 1, trainingSubset: 500 };
    const { runId } = await api.experiments.launch({ name: "pooled", spec, key: crypto.randomUUID() });

    const boss = new PgBoss({ connectionString: pooled(database), schema: QUEUE_SCHEMA, migrate: false, max: 2 });
    boss.on("error", () => {});
    await boss.start();
    const [job] = await boss.fetch<{ runId: string }>(TRAIN_QUEUE);
    expect(job?.data.runId).toBe(runId);

    const updates = (await api.runs.live({ id: runId }))[Symbol.asyncIterator]();
    await updates.next();
    await site.services.prisma.run.update({ where: { id: runId }, data: { name: "pooled and changed" } });
    const { value } = await updates.next();
    expect(JSON.stringify(value)).toContain("pooled and changed");
    controller.abort();
    await updates.return?.();

    if (job) await boss.complete(TRAIN_QUEUE, job);
    await boss.stop({ graceful: false });
  });

  it("many launches at once wait for few connections: an instance has one pool, and one connection for its queue to start", async () => {
    const direct = await createTestSite({ DATABASE_CONNECTIONS: "3" });
    try {
      const person = await direct.signUp();
      const spec = { ...presetSpec("scratch"), epochs: 1 };
      await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          direct.as(person).experiments.launch({ name: `run ${i}`, spec, key: crypto.randomUUID() }),
        ),
      );
      const [row] = await direct.services.prisma.$queryRaw<{ connections: number }[]>`
        SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database()`;
      expect(row?.connections).toBeLessThanOrEqual(3 + 1);
    } finally {
      await direct.close();
    }
  });
});
