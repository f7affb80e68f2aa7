import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readEvents } from "../event-log/read-events.ts";
import { BreakableConnection } from "./breakable-connection.ts";
import { numbersTo, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

let place: Workplace;
let connection: BreakableConnection;

beforeAll(async () => {
  place = await Workplace.open();
  connection = await BreakableConnection.to(place.databaseUrl);
});

afterAll(async () => {
  await connection.cut();
  await place.close();
});

it("a database outage stops no training and loses no event", async () => {
  const trainer = place.startTrainer({ DATABASE_URL: connection.url });
  const run = await place.launch();
  await place.until("the first epoch", () => place.event(run, "epoch"));
  await connection.cut();
  const known = await place.prisma.runEvent.count({ where: { runId: run } });

  const logFile = join(place.home(), "runs", run, "events.jsonl");
  const logged = await place.until("the end of the training, without a database", async () => {
    const events = await readEvents(logFile);
    return events.at(-1)?.data.type === "ended" && events;
  });
  expect(await place.prisma.runEvent.count({ where: { runId: run } })).toBe(known);
  expect(logged.length).toBeGreaterThan(known);

  await connection.mend();
  const { state } = await place.end(run);
  expect(state).toBe("succeeded");
  const { numbers, epochs } = await place.historyOf(run);
  expect(numbers).toEqual(numbersTo(logged.length));
  expect(epochs).toEqual([1, 2, 3, 4]);
  // One worker from the beginning to the end: the outage was nothing to it.
  expect(trainer.trainingWorkers()).toHaveLength(1);
});
