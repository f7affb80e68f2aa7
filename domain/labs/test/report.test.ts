import { describe, expect, it } from "vitest";
import { historyCsv } from "../history-csv.ts";
import { lab2 } from "../lab-2.ts";
import { reportOf } from "../report.ts";
import { DEEPER_RUN, figuresWith, SCRATCH_RUN } from "./sample-runs.ts";

const report = reportOf({
  lab: lab2,
  figures: figuresWith(lab2, { scratch: SCRATCH_RUN, deeper: { ...DEEPER_RUN, state: "running", test: null } }),
  records: { scratch: { confusion: [[1]], provenance: [{ key: "Seed", value: "1" }] } },
  words: { expected: "  As I thought.  " },
  dataFacts: [],
  author: "Fern",
  madeAt: new Date(0),
});

describe("the report of a lab", () => {
  it("has what was measured, with its interval", () => {
    const [scratch] = report.networks;
    expect(scratch).toMatchObject({ missing: null, parameters: 525_898, confusion: [[1]] });
    expect(scratch?.test?.interval).toBeCloseTo(0.00936, 4);
    expect(scratch?.provenance).toEqual([{ key: "Seed", value: "1" }]);
  });
  it("names what is missing, and why", () => {
    expect(report.networks[1]?.missing).toBe("Its run is still training: 10 of 10 epochs are done.");
    expect(report.networks[2]?.missing).toBe("It has not been trained.");
  });
  it("has every question with the computed answer and the student's own words", () => {
    expect(report.questions).toHaveLength(lab2.questions.length);
    expect(report.questions[0]).toMatchObject({ words: "As I thought." });
    expect(report.questions[0]?.answer.join(" ")).toContain("64.85");
    expect(report.questions[1]?.words).toBe("");
  });
});

describe("a history as CSV", () => {
  it("has a row per epoch and leaves what is not measured empty", () => {
    const [first] = SCRATCH_RUN.epochs;
    if (!first) throw new Error("There is no epoch.");
    expect(historyCsv([first, { ...first, epoch: 2, trainLoss: null, validationLoss: Number.NaN }])).toBe(
      "epoch,train_accuracy,validation_accuracy,train_loss,validation_loss\r\n1,0.4162,0.5369,1.6171,1.2897\r\n2,0.4162,0.5369,,\r\n",
    );
  });
});
