/** The sums that say how many runs a person has, and with which tags, against a count of the rows. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { RUN_STATES } from "#domain/runs/states";
import { createPrisma, type Prisma } from "../client.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
let prisma: Prisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { max: 8, applicationName: "test" });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const PEOPLE = ["ada", "bea"];
const spec = presetSpec("scratch");

async function addPerson(id: string): Promise<string> {
  await prisma.user.create({ data: { id, name: id, nameKey: id, email: `${id}@example.org` } });
  const { id: experimentId } = await prisma.experiment.create({ data: { ownerId: id, name: id, spec } });
  return experimentId;
}

const addRun = (ownerId: string, experimentId: string) =>
  prisma.run.create({ data: { ownerId, experimentId, name: "run", spec, seed: 1n }, select: { id: true } });

const summed = () => prisma.$queryRaw`
  SELECT "ownerId", "state", sum("runs")::int AS "runs" FROM "run_count" GROUP BY 1, 2 HAVING sum("runs") <> 0 ORDER BY 1, 2`;
const counted = () => prisma.$queryRaw`
  SELECT "ownerId", "state", count(*)::int AS "runs" FROM "run" WHERE "deletedAt" IS NULL GROUP BY 1, 2 ORDER BY 1, 2`;
const summedByTag = () => prisma.$queryRaw`
  SELECT "ownerId", "tag", "state", sum("runs")::int AS "runs" FROM "run_tag_count"
   GROUP BY 1, 2, 3 HAVING sum("runs") <> 0 ORDER BY 1, 2, 3`;
const countedByTag = () => prisma.$queryRaw`
  SELECT "ownerId", "tag", "state", count(*)::int AS "runs" FROM "run", unnest("tags") AS "tag"
   WHERE "deletedAt" IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

async function expectTrueSums(): Promise<void> {
  expect(await summed()).toEqual(await counted());
  expect(await summedByTag()).toEqual(await countedByTag());
}

test("what many change at once adds up to what there is", async () => {
  const experiments = await Promise.all(PEOPLE.map(addPerson));
  const changeRuns = async (worker: number) => {
    const person = worker % PEOPLE.length;
    const [ownerId = "", experimentId = ""] = [PEOPLE[person], experiments[person]];
    for (let i = 0; i < 25; i++) {
      const { id } = await addRun(ownerId, experimentId);
      if (i % 2 === 0) await prisma.run.update({ where: { id }, data: { tags: ["all", `of ${worker}`] } });
      const state = RUN_STATES[(i + worker) % RUN_STATES.length];
      await prisma.run.update({ where: { id }, data: { state } });
      await prisma.run.update({ where: { id }, data: { state, epoch: 3 } });
      if (i % 4 === 0) await prisma.run.update({ where: { id }, data: { tags: ["all", "fourth"], state: "failed" } });
      if (i % 3 === 0) await prisma.run.update({ where: { id }, data: { deletedAt: new Date() } });
      if (i % 6 === 0) await prisma.run.update({ where: { id }, data: { deletedAt: null, state: "failed" } });
      if (i % 5 === 0) await prisma.run.delete({ where: { id } });
      // What is taken back was never counted.
      const withdrawn = prisma.$transaction(async (tx) => {
        await tx.run.updateMany({ where: { id }, data: { state: "cancelled", tags: ["never"] } });
        await tx.run.create({ data: { ownerId, experimentId, name: "never", spec, seed: 1n } });
        throw new Error("withdrawn");
      });
      await expect(withdrawn).rejects.toThrow("withdrawn");
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, worker) => changeRuns(worker)));
  expect(await prisma.run.count({ where: { deletedAt: null } })).toBeGreaterThan(100);
  await expectTrueSums();
});

test("many runs are a few sums, and a person who goes leaves none", async () => {
  const experimentId = await addPerson("cleo");
  const run = { ownerId: "cleo", experimentId, name: "run", spec, seed: 1n, tags: ["many"] };
  await prisma.run.createMany({ data: Array.from({ length: 1000 }, () => run) });
  const countSums = () =>
    Promise.all([
      prisma.runCount.count({ where: { ownerId: "cleo" } }),
      prisma.runTagCount.count({ where: { ownerId: "cleo" } }),
    ]);
  expect(await countSums()).toEqual([1, 1]);
  await prisma.run.updateMany({ where: { ownerId: "cleo" }, data: { state: "cancelled" } });
  // One change in ten adds up all before it: two hundred in a row without happen once in a thousand million.
  expect(Math.max(...(await countSums()))).toBeLessThan(400);
  await expectTrueSums();
  // What goes to another person is added up for both.
  await addPerson("dan");
  await prisma.run.updateMany({ where: { ownerId: "cleo" }, data: { ownerId: "dan" } });
  expect(Math.max(...(await countSums()))).toBeLessThan(400);
  await expectTrueSums();
  await prisma.run.updateMany({ where: { ownerId: "dan" }, data: { ownerId: "cleo" } });
  await prisma.user.delete({ where: { id: "cleo" } });
  expect(await countSums()).toEqual([0, 0]);
  await expectTrueSums();
});
