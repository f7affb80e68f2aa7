/** A database, a store and a home for trainers that tests start and kill, and the runs they train. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fromPrisma, PgBoss } from "pg-boss";
import { DATASETS } from "#domain/datasets/catalogue";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { modelManifest } from "#domain/models/manifest";
import type { RunEventData } from "#domain/runs/events";
import { TRAIN_QUEUE } from "#domain/runs/train-job";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { createPrisma, type Prisma } from "#prisma/client";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { createTestDatabase } from "#prisma/test/test-database";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import { openLocalStore } from "#storage/local-store";
import { sweepStore } from "#storage/sweep-store";
import { measureDataset } from "../datasets/measure-dataset.ts";
import { TrainerProcess } from "./trainer-process.ts";

const DATASETS_DIR = resolve(process.env.DATASETS_DIR ?? join(process.env.CULTIVAR_HOME ?? ".cultivar", "datasets"));
/** Milliseconds to wait for what takes a second or two on a machine that does nothing else. */
const PATIENCE = 120_000;
/** For a test that waits several times. */
export const TEST_TIMEOUT = 240_000;
const OWNER = "owner";

/** A few seconds of training on the real images, dropout included; validation and test sets are whole. */
export const SMALL_SPEC: ExperimentSpec = {
  ...presetSpec("scratch", 7),
  split: { validationFraction: 0.05, seed: 13 },
  trainingSubset: 3_200,
  epochs: 4,
  architecture: {
    backbone: null,
    blocks: [
      {
        kind: "conv",
        convolution: "standard",
        batchNorm: false,
        residual: false,
        filters: 4,
        kernel: 3,
        activation: "leakyRelu",
        pool: "max",
        dropout: 0.25,
        kernelInitializer: "glorotUniform",
      },
    ],
    head: { kernelInitializer: "glorotUniform" },
  },
};

const ONE_IMAGE = { images: new Uint8Array(3072), labels: Uint8Array.of(0) };
const TWO_IMAGES = {
  image: DATASETS.cifar10.image,
  classes: DATASETS.cifar10.classes,
  train: ONE_IMAGE,
  test: ONE_IMAGE,
};

export class Workplace {
  readonly prisma: Prisma;
  readonly boss: PgBoss;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly #dropDatabase: () => Promise<void>;
  readonly #trainers: TrainerProcess[] = [];

  private constructor(databaseUrl: string, folder: string, dropDatabase: () => Promise<void>) {
    this.databaseUrl = databaseUrl;
    this.folder = folder;
    this.#dropDatabase = dropDatabase;
    this.prisma = createPrisma(databaseUrl, { max: 2, applicationName: "test" });
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      schema: QUEUE_SCHEMA,
      migrate: false,
      supervise: false,
      schedule: false,
      max: 1,
    });
    this.boss.on("error", () => {});
  }

  static async open(): Promise<Workplace> {
    const { url, drop } = await createTestDatabase();
    const place = new Workplace(url, await mkdtemp(join(tmpdir(), "cultivar-trainer-")), drop);
    await place.boss.start();
    await place.prisma.user.create({ data: { id: OWNER, name: "Owner", nameKey: "owner", email: "o@example.org" } });
    // Its images count as published, so that trainers need not write them for every test.
    const statistics = await measureDataset(place.store, TWO_IMAGES);
    await place.prisma.dataset.create({ data: { id: "cifar10", indexSha256: "0".repeat(64), statistics } });
    return place;
  }

  get store() {
    return openLocalStore(join(this.folder, "store"));
  }

  /** Sweeps the store as if its time of grace were over. */
  async sweepStore(): Promise<void> {
    const unnamed = (hashes: readonly string[]) => unnamedArtefacts(this.prisma, hashes);
    await sweepStore(this.store, { before: new Date(Date.now() + 60_000), unnamed });
  }

  /** A folder of one trainer: its identity and its logs. */
  home(name = "home"): string {
    return join(this.folder, name);
  }

  /** What a trainer here is told by its environment. */
  environment(): Record<string, string> {
    return {
      DATABASE_URL: this.databaseUrl,
      STORE_DIR: join(this.folder, "store"),
      CULTIVAR_HOME: this.home(),
      DATASETS_DIR,
      TRAINER_NAME: "test trainer",
      CHECKPOINT_SECONDS: "0.4",
    };
  }

  /** Starts a trainer; one with the same home is the same trainer again. */
  startTrainer(env: Record<string, string> = {}): TrainerProcess {
    const trainer = new TrainerProcess({ ...this.environment(), ...env });
    this.#trainers.push(trainer);
    return trainer;
  }

  /** Launches a run as the web app does: row and job in one transaction. */
  async launch(
    spec: object = SMALL_SPEC,
    columns: { ownerId?: string; sweepId?: string; trial?: number } = {},
    job: { traceparent?: string } = {},
  ): Promise<string> {
    const { ownerId = OWNER } = columns;
    return this.prisma.$transaction(async (transaction) => {
      const experiment = await transaction.experiment.create({ data: { ownerId, name: "small", spec } });
      const { id } = await transaction.run.create({
        data: { experimentId: experiment.id, name: "small", spec, seed: 7n, ...columns, ownerId },
      });
      await this.boss.send(TRAIN_QUEUE, { v: 1, runId: id, ...job }, { singletonKey: id, db: fromPrisma(transaction) });
      return id;
    });
  }

  /** A sweep without runs; `launch` adds them. */
  async sweep(plan: SweepPlan): Promise<string> {
    const data = { ownerId: OWNER, name: "small", plan, launchKey: randomUUID() };
    return (await this.prisma.sweep.create({ data, select: { id: true } })).id;
  }

  /** The event of a run once it is in the database, or null. */
  async event<Type extends RunEventData["type"]>(runId: string, type: Type, accept = (_: RunEventData) => true) {
    const rows = await this.prisma.runEvent.findMany({ where: { runId, type }, orderBy: { seq: "asc" } });
    return rows.map(({ data }) => data as RunEventData).find(accept) ?? null;
  }

  /** Waits until an epoch of the run is over and the next has begun. */
  async secondEpochOf(runId: string): Promise<void> {
    await this.until("the second epoch of the run", () =>
      this.event(runId, "progress", (data) => data.type === "progress" && data.epoch > 1),
    );
  }

  /** Waits until the run has ended, and returns its row. */
  async end(runId: string) {
    return this.until("the end of the run", async () => {
      const run = await this.prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { model: true } });
      return run.state === "queued" || run.state === "running" ? null : run;
    });
  }

  /** What the run's model was computed to, bit for bit. */
  async weightsOf(runId: string): Promise<string> {
    const { manifestSha256 } = await this.prisma.model.findUniqueOrThrow({ where: { runId } });
    const bytes = await this.store.get(manifestSha256);
    return modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes ?? undefined))).provenance.weightsSha256;
  }

  /** Numbers of the run's events, and the epochs that they report, in order. */
  async historyOf(runId: string): Promise<{ numbers: number[]; epochs: number[]; types: string[] }> {
    const rows = await this.prisma.runEvent.findMany({ where: { runId }, orderBy: { seq: "asc" } });
    const data = rows.map((row) => row.data as RunEventData);
    return {
      numbers: rows.map(({ seq }) => seq),
      epochs: data.flatMap((item) => (item.type === "epoch" ? [item.epoch] : [])),
      types: data.map(({ type }) => type),
    };
  }

  /** Polls until `look` finds something. Fails with what the trainers said. */
  async until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const found = await look();
      if (found) return found;
      await sleep(50);
    }
    const outputs = this.#trainers.map(({ output }) => output.slice(-3000)).join("\n---\n");
    throw new Error(`${what} did not come within ${PATIENCE / 1000} s. The trainers said:\n${outputs}`);
  }

  async close(): Promise<void> {
    for (const trainer of this.#trainers) trainer.destroy();
    await Promise.all(this.#trainers.map(({ ended }) => ended));
    await this.boss.stop({ graceful: false });
    await this.prisma.$disconnect();
    await this.#dropDatabase();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The numbers 1 to `count`. */
export const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
