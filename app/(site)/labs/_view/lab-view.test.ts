/** The view of a lab follows from its data: here of lab 2, and of a small lab that the pages have never seen. */
import { describe, expect, it } from "vitest";
import { lab2 } from "#domain/labs/lab-2";
import { reportOf } from "#domain/labs/report";
import { sampleLab } from "#domain/labs/test/sample-lab";
import { DEEPER_RUN, figuresWith, SCRATCH_RUN } from "#domain/labs/test/sample-runs";
import { labCurves } from "./lab-curves.ts";
import { labSteps } from "./lab-steps.ts";
import { launchCaption } from "./launch-caption.ts";
import { progressSentence } from "./progress-sentence.ts";
import { reportChecklist } from "./report-checklist.ts";

const both = { scratch: SCRATCH_RUN, deeper: DEEPER_RUN };
const all = { ...both, pretrained: DEEPER_RUN };
const states = (...args: Parameters<typeof labSteps>) => labSteps(...args).map(({ id, state }) => `${id} ${state}`);
const reportWith = (lab: typeof lab2, runs: Parameters<typeof figuresWith>[1], words = {}) =>
  reportOf({
    lab,
    figures: figuresWith(lab, runs),
    records: {},
    words,
    dataFacts: [],
    author: "Fern",
    madeAt: new Date(0),
  });

describe("steps", () => {
  it("begin with the first and are ticked as the runs come in", () => {
    expect(states(lab2, figuresWith(lab2, {}), {}, false)[0]).toBe("data current");
    const running = { ...DEEPER_RUN, state: "running", test: null } as const;
    expect(states(lab2, figuresWith(lab2, { ...all, deeper: running }), {}, false)).toEqual([
      "data done",
      "networks done",
      "launch done",
      "compare current",
      "questions open",
      "report open",
    ]);
  });
  it("end with the report, once every network is trained and every answer is written", () => {
    const words = Object.fromEntries(lab2.questions.map(({ id }) => [id, "Yes."]));
    expect(states(lab2, figuresWith(lab2, both), words, false)[2]).toBe("launch current");
    expect(states(lab2, figuresWith(lab2, all), words, false).at(-1)).toBe("report current");
    expect(states(lab2, figuresWith(lab2, all), words, true).at(-1)).toBe("report done");
  });
  it("are those of the lab, whichever it is", () => {
    expect(states(sampleLab, figuresWith(sampleLab, { small: SCRATCH_RUN }), {}, false)).toEqual([
      "launch done",
      "questions current",
    ]);
  });
});

describe("curves", () => {
  it("are a train and a validation line for each network that has epochs", () => {
    const { networks } = figuresWith(sampleLab, { small: SCRATCH_RUN });
    const lines = labCurves(
      networks.map(({ run, ...network }) => ({ ...network, epochs: run?.epochs ?? [] })),
      "accuracy",
    );
    expect(lines.map(({ owner, role }) => `${owner} ${role}`)).toEqual(["small train", "small validation"]);
    expect(lines[1]?.points.at(-1)).toEqual({ x: 10, y: 65 });
  });
  it("leave a gap where a loss was no number", () => {
    const epochs = [{ ...(SCRATCH_RUN.epochs[0] as (typeof SCRATCH_RUN.epochs)[number]), trainLoss: null }];
    expect(labCurves([{ id: "a", title: "A", slot: 0, epochs }], "loss")[0]?.points[0]?.y).toBeNaN();
  });
});

describe("words about the runs", () => {
  it("count them", () => {
    expect(launchCaption(figuresWith(lab2, both).networks)).toBe("2 done");
    expect(launchCaption(figuresWith(sampleLab, {}).networks)).toBe("nothing launched yet");
  });
  it("say how far one is", () => {
    expect(progressSentence(lab2, undefined)).toBe("Not begun. 3 networks, 6 questions");
    expect(progressSentence(lab2, { runs: { scratch: "succeeded", deeper: "running" }, answered: 2 })).toBe(
      "1 of 3 networks trained, 1 on the way, 2 of 6 answers written",
    );
  });
});

describe("what a report would hold", () => {
  it("names what is missing", () => {
    const items = reportChecklist(reportWith(lab2, both, { expected: "Yes." }));
    expect(items.filter(({ ready }) => !ready).map(({ title, remark }) => `${title}: ${remark}`)).toEqual([
      "Test accuracy, pretrained: not yet",
      "Your answers: 1 of 6 written",
    ]);
  });
  it("has figures as soon as there is an epoch", () => {
    expect(reportChecklist(reportWith(sampleLab, {})).find(({ title }) => title.startsWith("Figure"))?.ready).toBe(
      false,
    );
    expect(reportChecklist(reportWith(sampleLab, { small: SCRATCH_RUN })).map(({ title }) => title)).toEqual([
      "Layer tables of the network",
      "Test accuracy, small",
      "Figure, 300\u00a0dpi",
      "Your answers",
    ]);
  });
});
