/** Versions of a collection and their names: who sees them, where they lead, and what stays as it was. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COLLECTION_LIMITS } from "#domain/limits";
import { UNDO_MS } from "../runs/purge-deleted.ts";
import { seedCollection, seedModel } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  [owner, stranger] = [await site.signUp("Keeps Versions"), await site.signUp()];
});
afterAll(() => site.close());

/** Models, and the runs that they come from; the accuracies make the first the best. */
let models: { modelId: string; runId: string }[];
let id: string;
beforeEach(async () => {
  const { prisma } = site.services;
  await prisma.experiment.deleteMany();
  await prisma.collection.deleteMany();
  models = [];
  for (const [index, testAccuracy] of [0.7, 0.6, 0.7, 0.9].entries()) {
    // The last was measured on fewer pictures, so it counts for less than any other.
    const testCount = index === 3 ? 100 : 10_000;
    models.push(
      await seedModel(site.services, owner.viewer.id, { name: `model ${index + 1}`, testAccuracy, testCount }),
    );
  }
  ({ collectionId: id } = await add(1, { kind: "new", name: "Ships" }));
});

const mine = () => site.as(owner).collections;
const modelOf = (n: number) => models[n - 1] as (typeof models)[number];
const add = (n: number, to: Parameters<ReturnType<typeof mine>["add"]>[0]["to"] = { kind: "existing", id }) =>
  mine().add({ modelId: modelOf(n).modelId, to });
const show = (n: number, visibility: "public" | "link" | "private") =>
  site.as(owner).models.show({ id: modelOf(n).modelId, visibility });

/** Version → its aliases, as this person sees the collection; null where it is not there. */
async function seenBy(person: Person | null, of = id) {
  try {
    const { versions } = await site.as(person).collections.byId({ id: of });
    return versions.map(({ number, aliases }) => [number, ...aliases].join(" "));
  } catch (error) {
    expect(error).toMatchObject({ code: "NOT_FOUND" });
    return null;
  }
}

/** The model to which an address of the collection leads; null where it leads nowhere. */
async function target(version: string, person: Person | null = owner) {
  try {
    return (await site.as(person).collections.version({ id, version })).name;
  } catch (error) {
    expect(error).toMatchObject({ code: "NOT_FOUND" });
    return null;
  }
}

describe("a version", () => {
  it("has the next number, which no other model ever gets", async () => {
    expect(await add(2)).toEqual({ collectionId: id, name: "Ships", number: 2 });
    await mine().remove({ id, number: 2 });
    expect((await add(3)).number).toBe(3);
    expect(await target("2")).toBeNull();
    await site.services.prisma.model.delete({ where: { id: modelOf(3).modelId } });
    expect((await add(4)).number).toBe(4);
    expect(await seenBy(owner)).toEqual(["4 latest", "1 best"]);
  });

  it("taken out by mistake comes back as it was, but for an alias that has moved on", async () => {
    await add(2);
    for (const alias of ["production", "demo"]) await mine().setAlias({ id, alias, number: 2 });
    const before = await mine().byId({ id });
    await mine().remove({ id, number: 2 });
    expect((await add(2)).number).toBe(2);
    expect(await mine().byId({ id })).toEqual(before);
    await mine().remove({ id, number: 2 });
    await mine().setAlias({ id, alias: "production", number: 1 });
    await add(2);
    expect(await seenBy(owner)).toEqual(["2 latest demo", "1 best production"]);
    await mine().remove({ id, number: 2 });
    site.advance(UNDO_MS + 1000);
    expect((await add(2)).number).toBe(3);
    site.advance(-UNDO_MS - 1000);
    expect(await seenBy(owner)).toEqual(["3 latest", "1 best production"]);
  });

  it("is of one collection, and of models that are one's own", async () => {
    await expect(add(1, { kind: "new", name: "Cars" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "This model is version 1 of “Ships” already. Take it out there first.",
    });
    expect(await mine().list()).toEqual([{ id, name: "Ships" }]);
    const other = await seedModel(site.services, stranger.viewer.id, { publishedAt: new Date() });
    await expect(mine().add({ modelId: other.modelId, to: { kind: "existing", id } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await seenBy(owner)).toEqual(["1 latest best"]);
  });

  it("is hidden while its run is deleted, and goes with it", async () => {
    await add(2);
    await mine().setAlias({ id, alias: "production", number: 2 });
    await site.as(owner).runs.delete({ id: modelOf(2).runId });
    expect(await seenBy(owner)).toEqual(["1 latest best"]);
    expect(await target("production")).toBeNull();
    await site.as(owner).runs.restore({ id: modelOf(2).runId });
    expect(await target("production")).toBe("model 2");
  });
});

describe("an address", () => {
  beforeEach(async () => {
    for (const n of [2, 3, 4]) await add(n);
  });

  it("leads to a number, the latest, the best that was measured on the whole test set, or an alias", async () => {
    await mine().setAlias({ id, alias: "production", number: 2 });
    for (const [version, name] of [
      ["1", "model 1"],
      ["latest", "model 4"],
      ["best", "model 1"],
      ["production", "model 2"],
      ["01", null],
      ["5", null],
      ["Production", null],
    ] as const) {
      expect(await target(version), version).toBe(name);
    }
    expect(await mine().setAlias({ id, alias: "production", number: 3 })).toEqual({ before: 2 });
    expect(await target("production")).toBe("model 3");
    await mine().removeAlias({ id, alias: "production" });
    expect(await target("production")).toBeNull();
  });

  it("leads others to public versions alone: theirs are the latest and the best", async () => {
    await mine().setAlias({ id, alias: "production", number: 1 });
    for (const person of [stranger, null]) expect(await seenBy(person)).toBeNull();
    await show(2, "public");
    await show(3, "link");
    for (const person of [stranger, null]) {
      expect(await seenBy(person)).toEqual(["2 latest best"]);
      expect(await target("production", person)).toBeNull();
      expect(await target("latest", person)).toBe("model 2");
    }
    const { path } = await site.as(owner).shares.create({ target: { kind: "model", modelId: modelOf(3).modelId } });
    const reader = await site.via(path);
    expect((await reader.collections.byId({ id })).versions.map(({ number }) => number)).toEqual([2]);
    expect((await reader.models.byId({ id: modelOf(3).modelId })).version).toBeNull();
    expect(await seenBy(owner)).toEqual(["4 latest", "3", "2", "1 best production"]);
    await show(2, "private");
    expect(await seenBy(null)).toBeNull();
  });

  it("is told on the page of the model", async () => {
    await show(1, "public");
    const version = async (person: Person | null) =>
      (await site.as(person).models.byId({ id: modelOf(1).modelId })).version;
    expect(await version(owner)).toEqual({ collection: { id, name: "Ships" }, number: 1, aliases: ["best"] });
    expect(await version(null)).toMatchObject({ number: 1, aliases: ["latest", "best"] });
  });
});

describe("an alias", () => {
  it.each([
    ["latest", /follow by themselves/],
    ["best", /follow by themselves/],
    ["12", /numbers name versions/],
    ["Main", /only lower-case letters/],
    ["a b", /only lower-case letters/],
    ["", /Give the alias a name/],
    ["x".repeat(33), /at most 32/],
  ])("is not %j", async (alias, message) => {
    await expect(mine().setAlias({ id, alias, number: 1 })).rejects.toThrow(message);
  });

  it("names a version that is there, and there are ten at most", async () => {
    await expect(mine().setAlias({ id, alias: "production", number: 2 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(mine().removeAlias({ id, alias: "production" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (let i = 0; i < COLLECTION_LIMITS.aliases; i++) await mine().setAlias({ id, alias: `a${i}`, number: 1 });
    await expect(mine().setAlias({ id, alias: "one-more", number: 1 })).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
    await add(2);
    expect(await mine().setAlias({ id, alias: "a3", number: 2 })).toEqual({ before: 1 });
  });
});

describe("a collection", () => {
  it("has a name that no other of its owner has, however it is written", async () => {
    await expect(add(2, { kind: "new", name: " ＳＨＩＰＳ " })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "You have a collection “Ships” already. Take another name.",
    });
    const { collectionId } = await add(2, { kind: "new", name: "Cars" });
    await expect(mine().rename({ id: collectionId, name: "ships" })).rejects.toMatchObject({ code: "CONFLICT" });
    await mine().rename({ id, name: "SHIPS" });
    expect((await mine().list()).map(({ name }) => name)).toEqual(["Cars", "SHIPS"]);
    await expect(mine().rename({ id, name: " " })).rejects.toThrow("Give the collection a name.");
    const theirs = await seedModel(site.services, stranger.viewer.id);
    const ships = { modelId: theirs.modelId, to: { kind: "new", name: "Ships" } } as const;
    expect((await site.as(stranger).collections.add(ships)).number).toBe(1);
  });

  it("that is deleted can be brought back with its versions, as long as nothing else has its name", async () => {
    await add(2);
    await mine().setAlias({ id, alias: "production", number: 2 });
    const before = await mine().byId({ id });
    await mine().delete({ id });
    expect([await seenBy(owner), await target("production")]).toEqual([null, null]);
    expect((await site.as(owner).models.byId({ id: modelOf(1).modelId })).version).toBeNull();
    await mine().restore({ id });
    expect(await mine().byId({ id })).toEqual(before);

    await mine().delete({ id });
    const { collectionId } = await add(2, { kind: "new", name: "Cars" });
    await mine().restore({ id });
    expect([await seenBy(owner), await seenBy(owner, collectionId)]).toEqual([["1 latest best"], ["1 latest best"]]);

    await mine().delete({ id });
    await add(3, { kind: "new", name: "Ships" });
    await expect(mine().restore({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is gone when its deletion is too old", async () => {
    await mine().delete({ id });
    site.advance(UNDO_MS + 1000);
    await expect(mine().restore({ id })).rejects.toMatchObject({ code: "CONFLICT" });
    const { collectionId } = await add(2, { kind: "new", name: "Cars" });
    await mine().delete({ id: collectionId });
    expect(await site.services.prisma.collection.findMany({ select: { id: true } })).toEqual([{ id: collectionId }]);
    site.advance(-UNDO_MS - 1000);
  });

  it("is found by its name, by whoever may open it", async () => {
    const found = async (person: Person | null) =>
      (await site.as(person).search.everything({ query: "ship" })).collections;
    const ships = { id, name: "Ships", author: "Keeps Versions" };
    expect([await found(owner), await found(null)]).toEqual([[{ ...ships, mine: true }], []]);
    await show(1, "public");
    expect(await found(null)).toEqual([{ ...ships, mine: false }]);
    await mine().delete({ id });
    expect(await found(owner)).toEqual([]);
  });

  it("is one of a hundred, of a hundred versions", async () => {
    const { prisma } = site.services;
    const ownerId = owner.viewer.id;
    const names = Array.from({ length: COLLECTION_LIMITS.collections - 1 }, (_, i) => `c${i}`);
    await prisma.collection.createMany({ data: names.map((name) => ({ ownerId, name, nameKey: name })) });
    await expect(add(2, { kind: "new", name: "one more" })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    const filling: string[] = [];
    for (let i = 0; i < COLLECTION_LIMITS.versions; i++) {
      filling.push((await seedModel(site.services, ownerId)).modelId);
    }
    const full = await seedCollection(site.services, ownerId, "full", filling);
    await expect(add(2, { kind: "existing", id: full })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  it("leaves what was done to it in the audit trails of its models' runs", async () => {
    await mine().setAlias({ id, alias: "production", number: 1 });
    await mine().removeAlias({ id, alias: "production" });
    await mine().rename({ id, name: "Boats" });
    await mine().delete({ id });
    await mine().restore({ id });
    await mine().remove({ id, number: 1 });
    const { entries } = await site.as(owner).runs.audit({ id: modelOf(1).runId });
    expect(entries.map(({ action }) => action)).toEqual([
      "version-removed",
      "collection-restored",
      "collection-deleted",
      "collection-renamed",
      "alias-removed",
      "alias-set",
      "version-added",
    ]);
    expect(entries[5]?.details).toEqual({ collection: { id, name: "Ships" }, number: 1, alias: "production" });
  });
});
