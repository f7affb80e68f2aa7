/** Trainers of an S3 server that is away for a while; TEST_S3_ENDPOINT and its companions name the server. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openS3Store } from "#storage/s3-store";
import { testBucket } from "#storage/test/test-bucket";
import { BreakableConnection } from "./breakable-connection.ts";
import { TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

/** Milliseconds: far longer than four attempts in a row take. */
const OUTAGE = 4_000;
/** Milliseconds after which whatever was kept before the outage has been told. */
const TOLD = 1_500;

const prefix = `store-outage/${randomUUID()}`;
let place: Workplace;
let connection: BreakableConnection;

beforeAll(async () => {
  place = await Workplace.open();
  connection = await BreakableConnection.to(testBucket().endpoint);
});

afterAll(async () => {
  await connection.cut();
  await place.close();
});

it("a trainer waits for its store when it starts, and when it trains: the outage costs no work and counts as no death", async () => {
  const { bucket, region, credentials } = testBucket();
  await connection.cut();
  const trainer = place.startTrainer({
    STORE_DIR: "",
    STORE_S3_ENDPOINT: connection.url,
    STORE_S3_BUCKET: bucket,
    STORE_S3_REGION: region,
    STORE_S3_PREFIX: prefix,
    STORE_S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? "",
    STORE_S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? "",
  });
  await place.until("the word that the store is away", async () => /reaching the artefact store/.test(trainer.output));
  await connection.mend();

  const run = await place.launch();
  await place.until("the first checkpoint", () => place.event(run, "checkpoint"));
  await connection.cut();
  await sleep(TOLD);
  const before = await place.prisma.runEvent.count({ where: { runId: run, type: "checkpoint" } });
  await sleep(OUTAGE);
  expect(await place.prisma.runEvent.count({ where: { runId: run, type: "checkpoint" } })).toBe(before);
  await connection.mend();

  const { state, crashes, model } = await place.end(run);
  expect([state, crashes]).toEqual(["succeeded", 0]);
  expect(trainer.trainingWorkers()).toHaveLength(1);
  expect((await place.historyOf(run)).epochs).toEqual([1, 2, 3, 4]);
  expect(await openS3Store({ ...testBucket(), prefix }).has(model?.manifestSha256 ?? "")).toBe(true);
});
