/** Commands on many runs, what people write on them, and the trail of it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { UNDO_MS } from "../runs/purge-deleted.ts";
import { seedModel, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
let other: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp("Ada");
  other = await site.signUp("Grace");
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.experiment.deleteMany();
});

const seed = (overrides: Parameters<typeof seedRun>[2] = {}) => seedRun(site.services, person.viewer.id, overrides);
const runs = () => site.as(person).runs;
const trail = async (id: string) => (await runs().audit({ id })).entries.map(({ action }) => action);

describe("cancelling many", () => {
  it("ends the queued, asks the running, and says why not the others", async () => {
    const { runId: queued } = await site
      .as(person)
      .experiments.launch({ name: "queued", spec: presetSpec("scratch"), key: randomUUID() });
    const trainer = await seedTrainer(site.services);
    const running = await seed({ state: "running", trainerId: trainer.id });
    const ended = await seed({ state: "failed" });
    const theirs = await seedRun(site.services, other.viewer.id, { name: "theirs" });
    const { done, refused } = await runs().cancelMany({ ids: [queued, running, ended, theirs, queued] });
    expect(done).toEqual([queued, running]);
    expect(refused).toEqual([
      { id: ended, reason: "It has ended already: there is nothing to cancel." },
      { id: theirs, reason: "There is no such run, or it is not yours." },
    ]);
    expect(await site.as(other).runs.byId({ id: theirs })).toMatchObject({ state: "queued", command: "none" });
    expect(await runs().byId({ id: running })).toMatchObject({ state: "running", command: "cancel" });
    expect(await trail(queued)).toEqual(["cancelled", "launched"]);
    expect(await trail(running)).toEqual(["cancel-asked"]);
    expect(await runs().cancelMany({ ids: [running] })).toEqual({ done: [running], refused: [] });
    expect(await trail(running)).toEqual(["cancel-asked"]);
  });
});

describe("deleting many", () => {
  it("hides them, and one call brings all back", async () => {
    const ended = await Promise.all([1, 2, 3].map(() => seed({ state: "succeeded" })));
    const running = await seed({ state: "running" });
    const { done, refused } = await runs().deleteMany({ ids: [...ended, running] });
    expect(done.sort()).toEqual([...ended].sort());
    expect(refused).toEqual([{ id: running, reason: "It has not ended: cancel it first." }]);
    expect((await runs().list({})).total).toBe(1);
    expect((await runs().restoreMany({ ids: ended })).refused).toEqual([]);
    expect((await runs().list({})).total).toBe(4);
    expect(await trail(ended[0] ?? "")).toEqual(["restored", "deleted"]);
  });

  it("is final after its time, run by run", async () => {
    const [old, young] = [await seed({ state: "failed" }), await seed({ state: "failed" })];
    await runs().deleteMany({ ids: [old] });
    site.advance(UNDO_MS - 1000);
    await runs().deleteMany({ ids: [young] });
    site.advance(2000);
    const { done, refused } = await runs().restoreMany({ ids: [old, young] });
    expect(done).toEqual([young]);
    expect(refused).toEqual([{ id: old, reason: "It was deleted too long ago to be restored." }]);
    site.advance(-UNDO_MS - 1000);
  });

  it("takes no more than so many at once, and at least one", async () => {
    await expect(runs().deleteMany({ ids: [] })).rejects.toThrow("Choose a run.");
    const many = Array.from({ length: 501 }, () => randomUUID());
    await expect(runs().deleteMany({ ids: many })).rejects.toThrow("At most 500 runs at once.");
  });
});

describe("tags", () => {
  it("are given and taken, offered again, and stand in the trail", async () => {
    const [a, b] = [await seed({ tags: ["old"] }), await seed()];
    await runs().tagMany({ ids: [a, b], add: ["lab 2", " new "], remove: ["old"] });
    expect((await runs().byId({ id: a })).tags).toEqual(["lab 2", "new"]);
    await runs().tagMany({ ids: [b], remove: ["new"] });
    expect(await runs().tags()).toEqual([
      { tag: "lab 2", runs: 2 },
      { tag: "new", runs: 1 },
    ]);
    expect(await site.as(other).runs.tags()).toEqual([]);
    const { entries } = await runs().audit({ id: a });
    expect(entries[0]).toMatchObject({
      action: "tagged",
      actor: "Ada",
      details: { added: ["lab 2", "new"], removed: ["old"] },
    });
    await runs().tagMany({ ids: [a], add: ["lab 2"] });
    expect(await trail(a)).toEqual(["tagged"]);
  });

  it("stay within their limits", async () => {
    const full = await seed({ tags: Array.from({ length: 20 }, (_, i) => `t${i}`) });
    const free = await seed();
    const { done, refused } = await runs().tagMany({ ids: [full, free], add: ["one more"] });
    expect(done).toEqual([free]);
    expect(refused[0]?.reason).toMatch(/more than 20 tags/);
    await expect(runs().tagMany({ ids: [free], add: ["x".repeat(31)] })).rejects.toThrow(/at most 30 characters/);
    await expect(runs().tagMany({ ids: [free], add: ["a\u0007b"] })).rejects.toThrow(/no invisible characters/);
  });
});

describe("notes and names", () => {
  it("are written, and the trail says that they were", async () => {
    const id = await seed({ name: "before" });
    await runs().note({ id, note: "two\nlines" });
    await runs().rename({ id, name: " after " });
    expect(await runs().byId({ id })).toMatchObject({ name: "after", note: "two\nlines" });
    await runs().rename({ id, name: "after" });
    const { entries } = await runs().audit({ id });
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ["renamed", { from: "before", to: "after" }],
      ["noted", { length: 9 }],
    ]);
    await expect(runs().note({ id, note: "x".repeat(5001) })).rejects.toThrow(/at most 5,000 characters/);
    await expect(runs().rename({ id, name: "  " })).rejects.toThrow(/Give the experiment a name/);
  });
});

describe("the audit trail", () => {
  it("tells launches, stops and what became of the model", async () => {
    const { runId, modelId } = await seedModel(site.services, person.viewer.id);
    const { models } = site.as(person);
    await models.show({ id: modelId, visibility: "public" });
    await models.show({ id: modelId, visibility: "public" });
    await models.rename({ id: modelId, name: "better" });
    await models.show({ id: modelId, visibility: "private" });
    expect(await trail(runId)).toEqual(["withdrawn", "renamed", "published"]);
    const { runId: again } = await runs().again({ id: runId });
    expect((await runs().audit({ id: again })).entries[0]).toMatchObject({
      action: "launched-again",
      details: { from: runId },
    });
    const running = await seed({ state: "running" });
    await runs().stop({ id: running });
    await runs().stop({ id: running });
    expect(await trail(running)).toEqual(["stop-asked"]);
  });

  it("is paged, and has no actor where the system acted", async () => {
    const id = await seed();
    const { prisma } = site.services;
    const ownerId = person.viewer.id;
    for (let i = 0; i < 60; i++) await prisma.auditEntry.create({ data: { action: "noted", ownerId, runId: id } });
    const first = await runs().audit({ id });
    const rest = await runs().audit({ id, cursor: first.next });
    expect([first.entries.length, rest.entries.length, rest.next]).toEqual([50, 10, null]);
    expect(new Set([...first.entries, ...rest.entries].map((entry) => entry.id)).size).toBe(60);
    expect(first.entries[0]).toMatchObject({ actor: null, details: {} });
  });
});
