import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPrisma, type Prisma } from "../client.ts";
import { withStoreLease } from "../store-lease.ts";
import { ARTEFACT_COLUMNS } from "../unnamed-artefacts.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
let prisma: Prisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { max: 4, applicationName: "test" });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await prisma.storeLease.deleteMany();
});

const SWEEP = { sweeps: true, sweptBefore: 3600 };

test("of several who come at once one works, and nobody else until it has ended", async () => {
  let works = 0;
  const results = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      withStoreLease(prisma, SWEEP, async () => {
        works++;
        expect(await withStoreLease(prisma, { sweeps: false }, async () => "backup")).toBeNull();
        return n;
      }),
    ),
  );
  expect([works, results.filter(Boolean)]).toEqual([1, [{ result: expect.any(Number) }]]);
  expect(await withStoreLease(prisma, { sweeps: false }, async () => "backup")).toEqual({ result: "backup" });
});

test("a sweep comes again when its time has passed, at once when it failed, and whatever a backup did", async () => {
  await expect(withStoreLease(prisma, SWEEP, () => Promise.reject(new Error("The disk is full.")))).rejects.toThrow(
    /full/,
  );
  expect(await withStoreLease(prisma, SWEEP, async () => 1)).toEqual({ result: 1 });
  expect(await withStoreLease(prisma, SWEEP, async () => 2)).toBeNull();
  expect(await withStoreLease(prisma, { sweeps: false }, async () => 3)).toEqual({ result: 3 });
  expect(await withStoreLease(prisma, SWEEP, async () => 4)).toBeNull();
  await prisma.storeLease.updateMany({ data: { sweptAt: new Date(Date.now() - 3_700_000) } });
  expect(await withStoreLease(prisma, SWEEP, async () => 5)).toEqual({ result: 5 });
});

test("whoever died keeps others out for minutes, not for ever", async () => {
  const dead = { id: 1, holder: "00000000-0000-4000-8000-000000000000" };
  await prisma.storeLease.create({ data: { ...dead, heldUntil: new Date(Date.now() + 1000) } });
  expect(await withStoreLease(prisma, SWEEP, async () => 1)).toBeNull();
  await prisma.storeLease.updateMany({ data: { heldUntil: new Date(Date.now() - 1) } });
  expect(await withStoreLease(prisma, SWEEP, async () => 2)).toEqual({ result: 2 });
});

test("every column that holds the hash of a file is known to what decides which files go", async () => {
  const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name ILIKE '%sha256%' ORDER BY 1, 2`;
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(
    ARTEFACT_COLUMNS.map(([table, column]) => `${table}.${column}`).sort(),
  );
});
