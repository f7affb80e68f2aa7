/** What a shared link opens, and what it does not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COMPARED_RUNS } from "#domain/limits";
import { ended, log, seedEvents, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  owner = await site.signUp("Shares Owner");
  stranger = await site.signUp();
});
afterAll(() => site.close());

let run: string;
let other: string;
beforeEach(async () => {
  await site.services.prisma.share.deleteMany();
  const finished = { state: "succeeded", startedAt: new Date(), finishedAt: new Date() } as const;
  run = await seedRun(site.services, owner.viewer.id, { name: "shown", ...finished });
  other = await seedRun(site.services, owner.viewer.id, { name: "hidden", ...finished });
  await seedEvents(site.services, run, 1, [log("hello"), ended("succeeded")]);
});

const share = (runId = run) => site.as(owner).shares.create({ target: { kind: "run", runId } });

describe("a shared link", () => {
  it("lets anybody read its run, as others see it", async () => {
    const { path } = await share();
    for (const person of [null, stranger, owner]) {
      const api = await site.via(path, person);
      expect(await api.runs.byId({ id: run })).toMatchObject({ name: "shown", mine: false });
      expect(await api.runs.history({ id: run })).toEqual([]);
      expect((await api.runs.events({ id: run })).events).toHaveLength(2);
    }
    expect(await site.as(owner).runs.byId({ id: run })).toMatchObject({ mine: true });
  });

  it("opens no other run, and none of its owner's lists", async () => {
    const api = await site.via((await share()).path);
    await expect(api.runs.byId({ id: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.runs.history({ id: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.runs.events({ id: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.runs.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(api.shares.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("lets nobody change anything", async () => {
    const { id, path } = await share();
    const before = await site.services.prisma.run.findMany({ select: { id: true, updatedAt: true } });
    for (const [person, code] of [
      [null, "UNAUTHORIZED"],
      [stranger, "NOT_FOUND"],
    ] as const) {
      const api = await site.via(path, person);
      await expect(api.runs.cancel({ id: run })).rejects.toMatchObject({ code });
      await expect(api.runs.delete({ id: run })).rejects.toMatchObject({ code });
      await expect(api.runs.again({ id: run })).rejects.toMatchObject({ code });
      await expect(api.shares.create({ target: { kind: "run", runId: run } })).rejects.toMatchObject({ code });
      await expect(api.shares.revoke({ id })).rejects.toMatchObject({ code });
    }
    expect(await site.services.prisma.run.findMany({ select: { id: true, updatedAt: true } })).toEqual(before);
  });

  it("opens nothing once it is revoked, for good", async () => {
    const { id, path } = await share();
    const kept = await share();
    await site.as(owner).shares.revoke({ id });
    await site.as(owner).shares.revoke({ id });
    await expect((await site.via(path)).runs.byId({ id: run })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect((await site.via(path, stranger)).runs.byId({ id: run })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await (await site.via(kept.path)).runs.byId({ id: run })).toMatchObject({ name: "shown" });
    const links = await site.as(owner).shares.list({});
    expect(links.map((link) => link.id)).toEqual([kept.id]);
  });

  it("opens nothing when it is tampered with", async () => {
    const { path } = await share();
    const wrong = path.slice(0, -1) + (path.endsWith("A") ? "Q" : "A");
    await expect((await site.via(wrong)).runs.byId({ id: run })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("shows a deleted run to nobody, and again when it is restored", async () => {
    const { path } = await share();
    await site.as(owner).runs.delete({ id: run });
    await expect((await site.via(path)).runs.byId({ id: run })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await site.as(owner).runs.restore({ id: run });
    expect(await (await site.via(path)).runs.byId({ id: run })).toMatchObject({ name: "shown" });
  });
});

describe("links of an owner", () => {
  it("are for their own runs alone, all of which are there", async () => {
    const strange = await seedRun(site.services, stranger.viewer.id);
    const target = { kind: "comparison" as const, runIds: [run, strange], view: "" };
    await expect(site.as(owner).shares.create({ target })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await site.as(owner).runs.delete({ id: run });
    await expect(share()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await site.services.prisma.share.count()).toBe(0);
  });

  it("are listed by what they show: the same runs, however the comparison looked", async () => {
    const compare = (runIds: string[], view: string) =>
      site.as(owner).shares.create({ target: { kind: "comparison", runIds, view } });
    const first = await compare([run, other], "hide=1");
    const second = await compare([other, run], "");
    await compare([run], "");
    await share();
    const links = await site.as(owner).shares.list({ target: { kind: "comparison", runIds: [run, other], view: "" } });
    expect(links.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(links.find(({ id }) => id === first.id)).toMatchObject({
      path: first.path,
      target: { view: "hide=1" },
      names: ["shown", "hidden"],
    });
  });

  it("are bounded", async () => {
    const runIds = Array.from({ length: COMPARED_RUNS.max + 1 }, () => crypto.randomUUID());
    const create = (target: Parameters<ReturnType<TestSite["as"]>["shares"]["create"]>[0]["target"]) =>
      site.as(owner).shares.create({ target });
    await expect(create({ kind: "comparison", runIds, view: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(create({ kind: "comparison", runIds: [run, run], view: "" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(create({ kind: "comparison", runIds: [run], view: "x".repeat(4001) })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("are told in the audit trail of each run", async () => {
    const { id } = await site.as(owner).shares.create({
      target: { kind: "comparison", runIds: [run, other], view: "" },
    });
    await site.as(owner).shares.revoke({ id });
    for (const runId of [run, other]) {
      const entries = await site.services.prisma.auditEntry.findMany({ where: { runId }, orderBy: { at: "asc" } });
      expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
        ["shared", owner.viewer.id],
        ["share-revoked", owner.viewer.id],
      ]);
    }
  });
});
