import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { ANSWER_LENGTH } from "#domain/labs/lab";
import { ACTIVE_RUNS_PER_USER } from "#domain/limits";
import { seedModel, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.labWork.deleteMany();
  await site.services.prisma.experiment.deleteMany();
});

const lab = "lab-2";
const api = () => site.as(person).labs;
const available = ["scratch", "deeper"];
const launch = (overrides: object = {}) => api().launch({ lab, networks: available, key: randomUUID(), ...overrides });

describe("launching a lab", () => {
  it("starts a tagged run for each network, and lets it stand for the network", async () => {
    const runs = await launch();
    const work = await api().work({ lab });
    expect(Object.keys(work.runs)).toEqual(available);
    for (const network of available) {
      expect(work.runs[network]?.run).toMatchObject({ id: runs[network], state: "queued", preset: network });
      expect(work.runs[network]?.differences).toEqual([]);
    }
    const rows = await site.services.prisma.run.findMany({ select: { tags: true, name: true } });
    expect(rows.map(({ tags }) => tags)).toEqual([["lab 2"], ["lab 2"]]);
    const audit = await site.services.prisma.auditEntry.findMany();
    expect(audit.map(({ action, actorId, details }) => ({ action, actorId, details }))).toEqual(
      available.map(() => ({ action: "launched", actorId: person.viewer.id, details: { lab } })),
    );
  });

  it("is one launch however often the button is pressed, also at the same moment", async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([launch({ key }), launch({ key })]);
    expect(second).toEqual(first);
    expect(await site.services.prisma.run.count()).toBe(2);
    await api().choose({ lab, network: "deeper", runId: null });
    expect(await launch({ key })).toEqual(first);
    expect((await api().work({ lab })).runs.deeper, "a repeated press takes nothing back").toBeUndefined();
  });

  it("launches one network again and leaves the other as it is", async () => {
    const first = await launch();
    const again = await launch({ networks: ["scratch"] });
    const { runs } = await api().work({ lab });
    expect(runs.scratch?.run.id).toBe(again.scratch);
    expect(again.scratch).not.toBe(first.scratch);
    expect(runs.deeper?.run.id).toBe(first.deeper);
  });

  it("launches all or nothing", async () => {
    for (let i = 0; i < ACTIVE_RUNS_PER_USER - 1; i++) await seedRun(site.services, person.viewer.id);
    await expect(launch()).rejects.toThrow(/is the limit/);
    expect(await site.services.prisma.run.count()).toBe(ACTIVE_RUNS_PER_USER - 1);
    expect((await api().work({ lab })).runs).toEqual({});
  });

  it("refuses what there is not, with the reason", async () => {
    await expect(launch({ networks: ["deepest"] })).rejects.toThrow(/no such network/);
    await expect(launch({ lab: "lab-99" })).rejects.toThrow(/no such lab/);
  });
});

describe("choosing an earlier run", () => {
  it("offers runs of the same network, those trained as the lab asks first", async () => {
    const { id } = person.viewer;
    const short = { ...presetSpec("scratch"), epochs: 1, trainingSubset: 320 };
    const tiny = await seedRun(site.services, id, { name: "tiny", spec: short });
    const { runId: whole } = await seedModel(site.services, id);
    const later = await seedRun(site.services, id, { name: "later", spec: short });
    await seedRun(site.services, id, { spec: presetSpec("deeper") });
    await seedRun(site.services, id, { state: "failed" });
    await seedRun(site.services, id, { deletedAt: new Date() });
    await seedRun(site.services, (await site.signUp()).viewer.id);
    const candidates = await api().candidates({ lab, network: "scratch" });
    expect(candidates.map((one) => one.id)).toEqual([whole, later, tiny]);
    expect(candidates[0]?.differences).toEqual([]);
    expect(candidates[2]?.differences).toEqual(["320 of 40,000 training pictures", "1 epoch instead of 10"]);
  });

  it("takes it, tells how it departs, and lets it go again", async () => {
    const spec = { ...presetSpec("scratch"), epochs: 2 };
    const runId = await seedRun(site.services, person.viewer.id, { spec, state: "cancelled" });
    await api().choose({ lab, network: "scratch", runId });
    const { runs } = await api().work({ lab });
    expect(runs.scratch?.run.id).toBe(runId);
    expect(runs.scratch?.differences).toEqual(["2 epochs instead of 10"]);
    await api().choose({ lab, network: "scratch", runId: null });
    expect((await api().work({ lab })).runs).toEqual({});
  });

  it("refuses a run of another network", async () => {
    const runId = await seedRun(site.services, person.viewer.id);
    await expect(api().choose({ lab, network: "deeper", runId })).rejects.toThrow(/does not train the network/);
  });

  it("forgets a run that was deleted, until it is back", async () => {
    const { runId } = await seedModel(site.services, person.viewer.id);
    await api().choose({ lab, network: "scratch", runId });
    await site.as(person).runs.delete({ id: runId });
    expect((await api().work({ lab })).runs).toEqual({});
    expect((await api().progress())[0]?.runs).toEqual({});
    await site.as(person).runs.restore({ id: runId });
    expect((await api().work({ lab })).runs.scratch?.run.id).toBe(runId);
  });
});

describe("own words", () => {
  it("are kept for each question, also when two are written at once", async () => {
    await Promise.all([
      api().answer({ lab, question: "depth", text: "It sees larger shapes." }),
      api().answer({ lab, question: "plots", text: "They rise." }),
    ]);
    await api().answer({ lab, question: "plots", text: "They rise, and then they do not." });
    expect((await api().work({ lab })).answers).toEqual({
      depth: "It sees larger shapes.",
      plots: "They rise, and then they do not.",
    });
  });

  it("have a limit and a question", async () => {
    const text = "a".repeat(ANSWER_LENGTH + 1);
    await expect(api().answer({ lab, question: "depth", text })).rejects.toThrow(/at most 5,000 characters/);
    await expect(api().answer({ lab, question: "height", text: "" })).rejects.toThrow(/no such question/);
  });
});

describe("progress", () => {
  it("counts runs and answers, and is empty for a visitor", async () => {
    const { runId } = await seedModel(site.services, person.viewer.id);
    await api().choose({ lab, network: "scratch", runId });
    await api().answer({ lab, question: "depth", text: "Yes." });
    await api().answer({ lab, question: "plots", text: "  " });
    expect(await api().progress()).toMatchObject([{ lab, runs: { scratch: "succeeded" }, answered: 1 }]);
    expect(await site.as(null).labs.progress()).toEqual([]);
  });
});

describe("a report behind a link", () => {
  it("shows its maker's words and the runs that it names, and nothing to other links", async () => {
    const { runId } = await seedModel(site.services, person.viewer.id);
    const later = await seedRun(site.services, person.viewer.id);
    await api().choose({ lab, network: "scratch", runId });
    await api().answer({ lab, question: "depth", text: "It sees larger shapes." });
    const shares = site.as(person).shares;
    const report = await shares.create({ target: { kind: "report", lab, runIds: [runId] } });
    const run = await shares.create({ target: { kind: "run", runId } });
    await api().choose({ lab, network: "scratch", runId: later });

    const reader = await site.via(report.path);
    const work = await reader.labs.work({ lab });
    expect(work.author).toBe(person.viewer.name);
    expect(work.answers).toEqual({ depth: "It sees larger shapes." });
    expect(work.runs.scratch?.run).toMatchObject({ id: runId, mine: false });
    const stranger = await site.via(report.path, await site.signUp());
    expect((await stranger.labs.work({ lab })).author).toBe(person.viewer.name);
    await expect((await site.via(run.path)).labs.work({ lab })).rejects.toThrow(/no such lab/);
    await shares.revoke({ id: report.id });
    await expect((await site.via(report.path)).labs.work({ lab })).rejects.toThrow(/Sign in/);
  });
});
