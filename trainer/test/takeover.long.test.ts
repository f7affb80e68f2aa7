import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { numbersTo, SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.open();
});

afterAll(() => place.close());

it("a trainer that falls silent loses its run to another, and does no harm when it comes back", async () => {
  const first = place.startTrainer({ TRAINER_NAME: "first" });
  const run = await place.launch({ ...SMALL_SPEC, epochs: 200 });
  await place.secondEpochOf(run);
  const second = place.startTrainer({ TRAINER_NAME: "second", CULTIVAR_HOME: place.home("second") });
  await place.until("the second trainer", () => place.prisma.trainer.findFirst({ where: { name: "second" } }));
  // Its worker trains on, and writes a log that nobody ships.
  first.kill("SIGSTOP");
  const resumed = await place.until("the second trainer's attempt", () => place.event(run, "resumed"));
  expect(resumed).toMatchObject({ trainer: "second" });
  first.kill("SIGCONT");
  await place.until("the first trainer's insight", async () => first.output.includes("run lost to another trainer"));
  const [zombie = 0] = first.trainingWorkers();
  expect(() => process.kill(zombie, 0)).toThrow(/ESRCH/);

  await place.prisma.run.update({ where: { id: run }, data: { command: "stop" } });
  expect((await place.end(run)).state).toBe("succeeded");
  const { numbers, epochs, types } = await place.historyOf(run);
  expect(numbers).toEqual(numbersTo(numbers.length));
  expect(epochs).toEqual(numbersTo(epochs.length));
  expect(types.filter((type) => type === "resumed")).toHaveLength(1);
  expect(second.trainingWorkers()).toHaveLength(1);
});
