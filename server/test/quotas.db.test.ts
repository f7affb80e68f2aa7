/** What one person may keep and do, and how they are told that it is enough. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import {
  CHANGES_PER_MINUTE,
  EXPORTS_PER_DAY,
  PUBLISHED_MODELS_PER_USER,
  RUNS_PER_USER,
  STORED_BYTES_PER_USER,
} from "#domain/limits";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { seedModel, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
  await seedTrainer(site.services);
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.experiment.deleteMany();
});

const spec = presetSpec("scratch");
const launch = () => site.as(person).experiments.launch({ name: "One more", spec, key: randomUUID() });
const stored = async () => (await site.as(person).account.summary()).storedBytes;

/** A model of so many bytes in a file of its own. */
async function seedFile(bytes: number, sha256: string = randomUUID()) {
  const model = await seedModel(site.services, person.viewer.id);
  await site.services.prisma.modelArtefact.deleteMany({ where: { modelId: model.modelId } });
  await site.services.prisma.modelArtefact.create({ data: { modelId: model.modelId, sha256, bytes } });
  return model;
}

describe("what a person keeps", () => {
  it("counts a file that several models share once, their own exports, and nothing that is deleted or another's", async () => {
    await seedFile(100, "shared");
    const { modelId } = await seedFile(100, "shared");
    const { runId } = await seedFile(7, "alone");
    await seedModel(site.services, (await site.signUp()).viewer.id);
    expect(await stored()).toBe(107);
    const asked = { modelId, state: "ready", requestedAt: new Date() } as const;
    await site.services.prisma.modelExport.createMany({
      data: [
        { ...asked, format: "onnx", sha256: "own", bytes: 1000, requestedById: person.viewer.id },
        { ...asked, format: "numpy", sha256: "others", bytes: 5000, requestedById: null },
      ],
    });
    expect(await stored()).toBe(1107);
    await site.as(person).runs.delete({ id: runId });
    expect(await stored()).toBe(1100);
  });

  it("is bounded: who keeps too much begins no run, no sweep and no export, and is told what to delete", async () => {
    const large = await Promise.all(Array.from({ length: 25 }, () => seedFile(2e9)));
    expect(await stored()).toBe(STORED_BYTES_PER_USER);
    const refused = "Your models take 50.0 GB, and 50.0 GB is the limit. Delete runs whose models nobody needs.";
    await expect(launch()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS", message: refused });
    await expect(site.as(person).runs.again({ id: large[0]?.runId ?? "" })).rejects.toThrow(refused);
    const plan: SweepPlan = {
      v: 1,
      base: spec,
      method: { kind: "grid" },
      dimensions: [{ path: "batchSize", values: { kind: "list", values: [32, 64] } }],
      repetitions: 1,
      halving: null,
    };
    const sweep = site.as(person).sweeps.launch({ name: "Many", plan, key: randomUUID() });
    await expect(sweep).rejects.toThrow(refused);
    const order = { id: large[0]?.modelId ?? "", format: "onnx" as const };
    await expect(site.as(person).exports.prepare(order)).rejects.toThrow(refused);

    await site.as(person).runs.delete({ id: large[0]?.runId ?? "" });
    await expect(launch()).resolves.toMatchObject({ runId: expect.any(String) });
  });

  it(`is ${RUNS_PER_USER} runs at most`, async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "succeeded" });
    await site.services.prisma.$executeRaw`
      INSERT INTO run (id, "experimentId", "ownerId", name, spec, seed, state, "updatedAt")
      SELECT gen_random_uuid(), "experimentId", "ownerId", name, spec, seed, state, now()
        FROM run, generate_series(2, ${RUNS_PER_USER - 1}) WHERE id = ${id}::uuid`;
    await launch();
    await expect(launch()).rejects.toThrow(
      "You keep 20,000 runs, and 20,000 is the limit. Delete some that nobody needs.",
    );
  });
});

describe("what a person shows and asks for", () => {
  it("is so many published models at most, of two at once too", async () => {
    const shown = await Promise.all(
      Array.from({ length: PUBLISHED_MODELS_PER_USER - 1 }, () =>
        seedModel(site.services, person.viewer.id, { publishedAt: new Date() }),
      ),
    );
    const next = [await seedModel(site.services, person.viewer.id), await seedModel(site.services, person.viewer.id)];
    const publish = (id: string) => site.as(person).models.show({ id, visibility: "public" });
    const both = await Promise.allSettled(next.map(({ modelId }) => publish(modelId)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = next[both.findIndex(({ status }) => status === "rejected")]?.modelId ?? "";
    await expect(publish(left)).rejects.toThrow(/You have published 200 models, and 200 is the limit. Withdraw one/);
    await site.as(person).models.show({ id: shown[0]?.modelId ?? "", visibility: "private" });
    await publish(left);
  });

  it("is so many files within a day", async () => {
    const { modelId } = await seedModel(site.services, person.viewer.id);
    const data = { requestedById: person.viewer.id, requestedAt: new Date(), state: "failed" } as const;
    await site.services.prisma.modelExport.createMany({
      data: Array.from({ length: EXPORTS_PER_DAY }, (_, i) => ({ ...data, modelId, format: `format ${i}` })),
    });
    const prepare = () => site.as(person).exports.prepare({ id: modelId, format: "onnx" });
    await expect(prepare()).rejects.toThrow(/asked for 100 files within a day/);
    site.advance(24 * 3_600_000 + 1000);
    await prepare();
  });

  it("is so many changes a minute, of whichever kind, and as much to read as they like", async () => {
    await site.services.prisma.rateLimit.deleteMany();
    const id = await seedRun(site.services, person.viewer.id);
    const note = () => site.as(person).runs.note({ id, note: "" });
    for (let i = 0; i < CHANGES_PER_MINUTE; i++) await note();
    await expect(note()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS", message: /Wait a minute/ });
    await expect(launch()).rejects.toThrow(/Wait a minute/);
    await site.as(person).runs.byId({ id });
    const other = await site.signUp();
    await site.as(other).experiments.launch({ name: "Another's", spec, key: randomUUID() });
    site.advance(61_000);
    await note();
  });
});
