import { randomUUID } from "node:crypto";
import { unzipSync } from "fflate";
import { fromPrisma } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EXPORT_FORMATS, type ExportFormat } from "#domain/models/export-formats";
import { EXPORT_ATTEMPTS, EXPORT_QUEUE, exportKey } from "#domain/models/export-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import type { TrainerProcess } from "./trainer-process.ts";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

describe("a trainer that is asked for a model in other formats", () => {
  let place: Workplace;
  let trainer: TrainerProcess;
  let modelId: string;

  beforeAll(async () => {
    place = await Workplace.open();
    // One thread: whatever trains beside the exports does so until it is cancelled.
    trainer = place.startTrainer({ CULTIVAR_THREADS: "1" });
    const { model } = await place.end(await place.launch({ ...SMALL_SPEC, epochs: 1, trainingSubset: 320 }));
    modelId = model?.id ?? "";
  });
  afterAll(() => place.close());

  /** As the web app asks. */
  const ask = (format: ExportFormat, columns: { attempts?: number } = {}, id = modelId) =>
    place.prisma.$transaction(async (tx) => {
      const row = { modelId: id, format, requestedAt: new Date(), ...columns };
      await tx.modelExport.upsert({
        where: { modelId_format: { modelId: id, format } },
        create: row,
        update: { ...row, state: "queued", attempts: 0, error: null, ...columns },
      });
      const data = { v: 1, modelId: id, format };
      await place.boss.send(EXPORT_QUEUE, data, {
        singletonKey: exportKey({ modelId: id, format }),
        db: fromPrisma(tx),
      });
    });

  const rowOf = (format: ExportFormat) =>
    place.prisma.modelExport.findUniqueOrThrow({ where: { modelId_format: { modelId, format } } });

  const settled = (format: ExportFormat) =>
    place.until(`the model as ${format}`, async () => {
      const row = await rowOf(format);
      return row.state === "ready" || row.state === "failed" ? row : null;
    });

  /** Jobs that are neither done nor given up. */
  const openJobs = () =>
    place.prisma.$queryRawUnsafe<object[]>(
      `SELECT 1 FROM ${QUEUE_SCHEMA}.job WHERE name = '${EXPORT_QUEUE}' AND state < 'completed'`,
    );

  it("prepares each beside a training, which goes on", async () => {
    const run = await place.launch({ ...SMALL_SPEC, epochs: 200 });
    await place.secondEpochOf(run);
    for (const format of EXPORT_FORMATS) await ask(format);
    for (const format of EXPORT_FORMATS) {
      const { state, error, sha256, bytes } = await settled(format);
      expect({ format, state, error }).toEqual({ format, state: "ready", error: null });
      expect((await place.store.get(sha256 ?? ""))?.length).toBe(bytes);
    }
    const { state, crashes } = await place.prisma.run.findUniqueOrThrow({ where: { id: run } });
    expect({ state, crashes }).toEqual({ state: "running", crashes: 0 });
    await place.prisma.run.update({ where: { id: run }, data: { command: "cancel" } });
    await place.end(run);

    const { sha256 } = await rowOf("npz");
    const archive = unzipSync(new Uint8Array((await place.store.get(sha256 ?? "")) ?? []));
    expect(Object.keys(archive)).toContain("conv2d_1/kernel.npy");
    expect(new TextDecoder().decode(archive["README.txt"])).toMatch(/author: +Owner/);
    expect(await openJobs()).toEqual([]);
  });

  it("says what is wrong when it cannot, and does it when it is asked again", async () => {
    const { manifestSha256 } = await place.prisma.model.findUniqueOrThrow({ where: { id: modelId } });
    const manifest = (await place.store.get(manifestSha256)) ?? new Uint8Array();
    await place.store.delete(manifestSha256);
    await ask("onnx");
    expect(await settled("onnx")).toMatchObject({
      state: "failed",
      error: expect.stringContaining("is not in the store"),
    });
    await place.store.put(manifest);
    await ask("onnx");
    expect(await settled("onnx")).toMatchObject({ state: "ready", error: null });
  });

  it("gives up after a number of deaths", async () => {
    await ask("tfjs", { attempts: EXPORT_ATTEMPTS });
    expect(await settled("tfjs")).toMatchObject({
      state: "failed",
      error: expect.stringContaining("without a result"),
    });
  });

  it("drops what nobody wants any more", async () => {
    await place.boss.send(EXPORT_QUEUE, { v: 1, modelId: randomUUID(), format: "onnx" });
    await place.boss.send(EXPORT_QUEUE, { v: 2, anything: true });
    await place.until("the end of both jobs", async () => (await openJobs()).length === 0);
    await ask("keras");
    expect(await settled("keras")).toMatchObject({ state: "ready" });
    expect(trainer.exitCode).toBeNull();
  });
});
