/** What the command palette finds, and for whom. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedModel, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  site = await createTestSite();
  ada = await site.signUp("Ada Lovelace");
  grace = await site.signUp("Grace Hopper");
  await seedModel(site.services, ada.viewer.id, {
    name: "maple, published",
    publishedAt: new Date(),
    testAccuracy: 0.7,
  });
  await seedModel(site.services, ada.viewer.id, { name: "maple, private", testAccuracy: 0.8 });
  await seedRun(site.services, ada.viewer.id, { name: "maple run 100%" });
  await seedRun(site.services, ada.viewer.id, { name: "maple, deleted", deletedAt: new Date() });
  await site.services.prisma.sweep.create({
    data: { ownerId: ada.viewer.id, name: "maple rates", plan: {}, launchKey: randomUUID() },
  });
  await site.services.prisma.sweep.create({
    data: {
      ownerId: ada.viewer.id,
      name: "maple sweep, deleted",
      plan: {},
      launchKey: randomUUID(),
      deletedAt: new Date(),
    },
  });
});
afterAll(() => site.close());

const find = async (person: Person | null, query: string) => {
  const { runs, models, sweeps } = await site.as(person).search.everything({ query });
  const names = (things: { name: string }[]) => things.map(({ name }) => name);
  return { runs: names(runs), models: names(models), sweeps: names(sweeps) };
};

describe("search", () => {
  it("finds one's own things of every kind, the best models first, nothing that is deleted", async () => {
    expect(await find(ada, " MAPLE ")).toEqual({
      runs: ["maple run 100%"],
      models: ["maple, private", "maple, published"],
      sweeps: ["maple rates"],
    });
  });

  it("finds of others what they published, also by their name", async () => {
    const others = { runs: [], models: ["maple, published"], sweeps: [] };
    expect(await find(grace, "maple")).toEqual(others);
    expect(await find(null, "lovelace")).toEqual(others);
  });

  it("takes signs for themselves, and begins with what was launched last", async () => {
    expect((await find(ada, "%")).runs).toEqual(["maple run 100%"]);
    expect((await find(ada, "_")).runs).toEqual([]);
    const start = await find(ada, "");
    expect(start.runs[0]).toBe("maple run 100%");
    expect(start.models).toEqual([]);
    expect(await find(null, "")).toEqual({ runs: [], models: [], sweeps: [] });
  });

  it("finds labs by their titles, for everybody", async () => {
    const { labs } = await site.as(null).search.everything({ query: "LAB 2" });
    expect(labs.map(({ id }) => id)).toEqual(["lab-2"]);
  });

  it("answers with a handful", async () => {
    for (let i = 0; i < 9; i++) await seedRun(site.services, grace.viewer.id, { name: `birch ${i}` });
    expect((await find(grace, "birch")).runs).toHaveLength(6);
    await expect(find(grace, "x".repeat(81))).rejects.toThrow();
  });
});
