import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const LONG_SPEC = { ...SMALL_SPEC, epochs: 200 };
/** Milliseconds that a trainer has to give its runs back. */
const DRAIN = 30_000;

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.open();
});
afterAll(() => place.close());

it("trainers of one home are several; each trains as many runs as it has slots, and gives them back when asked to end", async () => {
  const two = place.startTrainer({ TRAINER_NAME: "two", TRAINER_SLOTS: "2" });
  const told = (name: string) => () => place.prisma.trainer.findFirst({ where: { name, load: { not: null } } });
  expect(await place.until("the first trainer", told("two"))).toMatchObject({
    slots: 2,
    memoryBytes: expect.any(Number),
    codeVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  // In the same home, at the same time.
  const one = place.startTrainer({ TRAINER_NAME: "one" });
  await place.until("the second trainer", told("one"));

  const runs = [await place.launch(LONG_SPEC), await place.launch(LONG_SPEC), await place.launch(LONG_SPEC)];
  for (const run of runs) await place.until("its first progress", () => place.event(run, "progress"));
  const withTrainers = await place.prisma.run.groupBy({ by: ["trainerId"], where: { state: "running" }, _count: true });
  expect(withTrainers.map(({ _count }) => _count).sort()).toEqual([1, 2]);

  const asked = performance.now();
  two.kill("SIGTERM");
  await two.ended;
  expect(performance.now() - asked).toBeLessThan(DRAIN);
  expect(two.exitCode).toBe(0);
  const queued = await place.prisma.run.findMany({ where: { state: "queued" }, select: { id: true } });
  expect(queued).toHaveLength(2);
  for (const { id } of queued) expect((await place.historyOf(id)).types.at(-1)).toBe("checkpoint");
  expect(await place.prisma.trainingTime.count({ where: { runId: { in: queued.map(({ id }) => id) } } })).toBe(2);

  // Its worker hears nothing, so giving the run back would take a while; a second signal does not wait for that.
  for (const worker of one.trainingWorkers()) process.kill(worker, "SIGSTOP");
  one.kill("SIGTERM");
  await place.until("the first signal", async () => one.output.includes("trainer ends"));
  const insisted = performance.now();
  one.kill("SIGTERM");
  await one.ended;
  expect(performance.now() - insisted).toBeLessThan(5_000);
  expect(one.exitCode).toBe(1);
});

it("a run whose owner's training time of today is used up goes back with a checkpoint, and waits", async () => {
  await place.prisma.run.deleteMany();
  await place.prisma.trainingTime.deleteMany();
  await place.prisma.queueState.updateMany({ data: { secondsPerDay: 2 } });
  place.startTrainer({ TRAINER_NAME: "third", CULTIVAR_HOME: place.home("third") });
  const run = await place.launch(LONG_SPEC);
  const given = await place.until("the run to be given back", () =>
    place.prisma.run.findFirst({ where: { id: run, state: "queued", leaseEpoch: 1 } }),
  );
  expect(given.crashes).toBe(0);
  expect((await place.historyOf(run)).types.at(-1)).toBe("checkpoint");
  // A new day, or a limit that is not reached: it goes on from there.
  await place.prisma.queueState.updateMany({ data: { secondsPerDay: 0 } });
  await place.until("the run to go on", () => place.event(run, "resumed"));
});
