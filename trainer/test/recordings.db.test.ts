/** What a real training records, all the way to the database. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { layersOf } from "#domain/architectures/layers-of";
import { type RunEventData, runEventData } from "#domain/runs/events";
import { decodeTestPredictions, TOP } from "#domain/runs/test-predictions";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const SPEC = { ...SMALL_SPEC, epochs: 2, trainingSubset: 3_200, batchSize: 32 };
const STEPS_PER_EPOCH = 100;

/** The first training worker prints and dies, the second prints; whatever else runs is left alone. */
const printing = (marker: string) => `
  import { existsSync, writeFileSync } from "node:fs";
  if (process.argv[1]?.endsWith("worker.ts")) {
    process.on("message", ({ task }) => {
      if (task !== "train") return;
      if (existsSync(${JSON.stringify(marker)})) {
        console.log("second life");
        return;
      }
      writeFileSync(${JSON.stringify(marker)}, "");
      console.log("first line");
      console.error("\u001b[31mlast words");
      process.exit(7);
    });
  }
`;

let place: Workplace;
let run: Awaited<ReturnType<Workplace["end"]>>;
let events: RunEventData[];

beforeAll(async () => {
  place = await Workplace.open();
  const preload = join(place.folder, "printing.mjs");
  await writeFile(preload, printing(join(place.folder, "printed")));
  place.startTrainer({ NODE_OPTIONS: `--import ${pathToFileURL(preload)}` });
  run = await place.end(await place.launch(SPEC));
  const rows = await place.prisma.runEvent.findMany({ where: { runId: run.id }, orderBy: { seq: "asc" } });
  events = rows.map(({ data }) => runEventData.parse(data));
});

afterAll(() => place.close());

const of = <Type extends RunEventData["type"]>(type: Type) =>
  events.filter((data): data is Extract<RunEventData, { type: Type }> => data.type === type);

describe("a run that has ended", () => {
  it("has points up to its last update, and what became of each metric", async () => {
    expect(run.state).toBe("succeeded");
    const [points, metrics] = await Promise.all([
      place.prisma.runPoint.findMany({ where: { runId: run.id }, orderBy: { seq: "asc" } }),
      place.prisma.runMetric.findMany({ where: { runId: run.id } }),
    ]);
    expect(points).toHaveLength(of("progress").length);
    expect(points.at(-1)).toMatchObject({ step: SPEC.epochs * STEPS_PER_EPOCH, gpu: null });
    expect(points.every(({ learningRate }) => learningRate === SPEC.optimizer.learningRate)).toBe(true);
    for (const { loss, processors, memoryBytes } of points) {
      expect(loss).toBeGreaterThan(0);
      expect(processors).toBeGreaterThan(0);
      expect(memoryBytes).toBeGreaterThan(10e6);
    }
    const countOf = Object.fromEntries(metrics.map(({ metric, count }) => [metric, count]));
    const counts = { loss: points.length, memoryBytes: points.length, validationLoss: SPEC.epochs, testAccuracy: 1 };
    expect(countOf).toMatchObject(counts);
    expect(metrics.find(({ metric }) => metric === "testAccuracy")?.last).toBe(run.testAccuracy);
  });

  it("has answers to the test images that agree with its confusion matrix", async () => {
    const bytes = await place.store.get(run.predictionsSha256 ?? "");
    if (!bytes) throw new Error("There is no file of predictions.");
    const { classes, labels, top, probabilities } = decodeTestPredictions(bytes);
    const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
    labels.forEach((label, i) => {
      const row = confusion[label] as number[];
      const predicted = top[TOP * i] as number;
      row[predicted] = (row[predicted] as number) + 1;
    });
    expect(confusion).toEqual(run.confusion);
    const right = labels.filter((label, i) => top[TOP * i] === label).length;
    expect(right / labels.length).toBeCloseTo(run.testAccuracy ?? Number.NaN, 12);
    for (let i = 0; i < 3 * labels.length; i += TOP) {
      const [first = 0, second = 0, third = 0] = probabilities.subarray(i, i + TOP);
      expect(first >= second && second >= third && third >= 0 && first + second + third <= 1 + 1e-6).toBe(true);
    }
    expect(of("evaluated")).toMatchObject([{ predictionsSha256: run.predictionsSha256 }]);
  });

  it("has statistics of each layer after each epoch", () => {
    const names = layersOf(SPEC.architecture, 10).map(({ name }) => name);
    expect(of("layers").map(({ epoch }) => epoch)).toEqual([1, 2]);
    const [first, second] = of("layers").map(({ layers }) => layers);
    expect(first?.map(({ name }) => name)).toEqual(names);
    expect(first?.[0]?.weights.kernel?.count).toBe(3 * 3 * 3 * 4);
    expect(first?.[0]?.activations.count).toBe(64 * 32 * 32 * 4);
    expect(first?.[0]?.weights.kernel?.mean).not.toBe(second?.[0]?.weights.kernel?.mean);
    // Probabilities of ten classes.
    expect(second?.at(-1)?.activations.mean).toBeCloseTo(0.1, 6);
  });

  it("has what its processes printed, the last words of one that died included", () => {
    const printed = of("log").filter(({ output }) => output);
    // What the engine itself prints follows.
    expect(printed.slice(0, 3).map(({ level, message }) => [level, message])).toEqual([
      ["info", "first line"],
      ["warn", "last words"],
      ["info", "second life"],
    ]);
    const told = of("log").filter(({ output }) => !output);
    expect(told[0]?.message).toBe("The training process died: it ended with exit status 7.");
    expect(told.map(({ message }) => message.split(" ")[0])).toEqual([
      "The", "Opened", "Read", "Made", "Epoch", "Epoch", "Tested", "Indexed",
    ]); // biome-ignore format: one line
  });
});
