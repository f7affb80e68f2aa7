import { describe, expect, it } from "vitest";
import type { BackboneId } from "../../backbones/backbone-ids.ts";
import { answerQuestion } from "../answers/answer-question.ts";
import type { RunFigures } from "../figures.ts";
import { lab2 } from "../lab-2.ts";
import { DEEPER_RUN, figuresWith, SCRATCH_RUN } from "./sample-runs.ts";

const NBSP = /\u00a0/g;

/** State and text of the answer to a question of the lab, with these runs. */
function answer(id: string, runs: Record<string, RunFigures>, trainable?: readonly BackboneId[]) {
  const question = lab2.questions.find((one) => one.id === id);
  if (!question) throw new Error(`The lab has no question ${id}.`);
  const { state, sentences } = answerQuestion(question, figuresWith(lab2, runs, trainable));
  return { state, text: sentences.join("\n").replace(NBSP, " ") };
}
const both = { scratch: SCRATCH_RUN, deeper: DEEPER_RUN };
const tested = (run: RunFigures, accuracy: number): RunFigures => ({
  ...run,
  test: { accuracy, count: 10_000, loss: 1 },
});

describe("is the value as expected", () => {
  it("puts it beside the notebook and the mean of Keras, with intervals", () => {
    const { state, text } = answer("expected", both);
    expect(state).toBe("answered");
    expect(text).toContain("Shallow answers 64.85 % of 10,000 test pictures rightly, give or take 0.94 points");
    expect(text).toContain("guessing one of 10 classes would answer 10 %");
    expect(text).toContain("The lab notebook reports 64.90 %: 0.05 points more than here, within");
    expect(text).toContain(
      "with 3 seeds, reaches 64.27 % on average (standard deviation 0.53 points): 0.58 points less",
    );
    expect(text).toContain("The value is coherent");
  });
  it("doubts a value that the interval does not hold", () => {
    const { text } = answer("expected", { scratch: tested(SCRATCH_RUN, 0.6) });
    expect(text).toContain("4.90 points more than here, outside");
    expect(text).toContain("The value is not coherent");
  });
  it("does not judge a run that was trained otherwise", () => {
    const differences = ["2 epochs instead of 10"];
    const { text } = answer("expected", { scratch: { ...tested(SCRATCH_RUN, 0.4), differences } });
    expect(text).toContain("not comparable: this run was trained with 2 epochs instead of 10.");
    expect(text).not.toContain("coherent");
  });
  it("waits for a test", () => {
    expect(answer("expected", {})).toEqual({ state: "waiting", text: "Waits for the test accuracy of Shallow." });
    expect(answer("expected", { scratch: { ...SCRATCH_RUN, state: "cancelled", test: null } }).state).toBe("waiting");
  });
});

describe("does depth help", () => {
  it("says by how much, with an interval, and with how many fewer parameters", () => {
    const { state, text } = answer("depth", both);
    expect(state).toBe("answered");
    expect(text).toContain("Deeper answers 72.87 % of the test pictures rightly, Shallow 64.85 %: 8.02 points more");
    expect(text).toContain("give or take 1.28 points");
    expect(text).toContain("243,648 parameters fewer: 282,250 instead of 525,898, 46 % less");
    expect(text).toContain("reads 8,192 values and holds 524,352 of 525,898 parameters");
    expect(text).toContain("reads 4,096 and holds 262,208");
    expect(text).toContain("19,392 parameters over the whole picture (896 in Shallow)");
  });
  it("names the better one whichever it is, and says when they cannot be told apart", () => {
    const better = answer("depth", { scratch: tested(SCRATCH_RUN, 0.75), deeper: DEEPER_RUN });
    expect(better.text).toContain(
      "Shallow answers 75.00 % of the test pictures rightly, Deeper 72.87 %: 2.13 points more",
    );
    const alike = answer("depth", { scratch: tested(SCRATCH_RUN, 0.72), deeper: DEEPER_RUN });
    expect(alike.text).toContain("do not tell the two apart");
  });
  it("names what it waits for", () => {
    expect(answer("depth", { scratch: SCRATCH_RUN }).text).toBe("Waits for the test accuracy of Deeper.");
  });
});

describe("where validation departs", () => {
  it("finds the epoch after which validation loss no longer falls while train loss does", () => {
    const { state, text } = answer("departure", both);
    expect(state).toBe("partly");
    expect(text).toContain(
      "Shallow: validation loss is lowest at epoch 8 (1.020); after it, it no longer falls (1.024",
    );
    expect(text).toContain("train loss goes on from 0.940 to 0.880");
    expect(text).toContain(
      "ends at 68.23 % in training and 65.00 % in validation, 3.23 points apart; training is first ahead at epoch 7",
    );
    expect(text).toContain("Deeper: validation loss is still at its lowest in the last epoch, 10 (0.799)");
    expect(text).toContain("Pretrained: no epochs yet.");
  });
  it("does not call a stalled training a departure", () => {
    const rising = SCRATCH_RUN.epochs.map((one, i) => ({ ...one, trainLoss: 2 + i, validationLoss: 2 + i }));
    expect(answer("departure", { scratch: { ...SCRATCH_RUN, epochs: rising } }).text).toContain("stands still");
  });
  it("copes with losses that are no numbers, and with one epoch", () => {
    const lost = SCRATCH_RUN.epochs.map((one) => ({ ...one, trainLoss: null, validationLoss: Number.NaN }));
    expect(answer("departure", { scratch: { ...SCRATCH_RUN, epochs: lost } }).text).toContain("too few epochs");
    const one = answer("departure", { scratch: { ...SCRATCH_RUN, epochs: SCRATCH_RUN.epochs.slice(0, 1) } });
    expect(one.text).toContain("too few epochs");
  });
});

describe("the part of Xception that is not reused", () => {
  it("counts what is kept and what is trained", () => {
    const { state, text } = answer("xception", {});
    expect(state).toBe("answered");
    expect(text).toContain("1,000 classes of ImageNet; here there are 10");
    expect(text).toContain("7 × 7 × 2048 features (100,352 values)");
    expect(text).toContain("20,861,480 parameters");
    expect(text).toContain("128, then 10 units, 12,846,474 trained parameters of 33,707,954 (38 %)");
    expect(text).not.toContain("EfficientNet");
  });
  it("answers for the network that stands in for it", () => {
    const { state, text } = answer("xception", {}, []);
    expect(state).toBe("answered");
    expect(text).toContain("EfficientNet-Lite0 stands in for Xception here, and the answer is the same for both.");
    expect(text).toContain("7 × 7 × 1280 features, of which the mean over all places is used (1,280 values)");
    expect(text).toContain("with 3,413,024 parameters");
    expect(text).toContain("only that: 256, then 10 units, 330,506 trained parameters of 3,743,530 (9 %)");
  });
});

describe("what the plots show", () => {
  it("reads speed, order and losses off the curves", () => {
    const { text } = answer("plots", both);
    expect(text).toContain(
      "Shallow: validation accuracy rises from 53.69 % after epoch 1 to 65.00 % at epoch 10; half of that gain of 11.31 points is made by epoch 3",
    );
    expect(text).toContain("Deeper is above Shallow in every epoch, by 8.27 points at epoch 10");
    expect(text).toContain(
      "Shallow at 0.880 in training and 1.024 in validation and Deeper at 0.700 in training and 0.799 in validation",
    );
    expect(text).toContain("rank the networks as accuracy does");
  });
  it("does not claim an agreement that is not there", () => {
    const sure = DEEPER_RUN.epochs.map((one) => ({ ...one, validationLoss: 3 }));
    const { text } = answer("plots", { scratch: SCRATCH_RUN, deeper: { ...DEEPER_RUN, epochs: sure } });
    expect(text).toContain("rank the networks otherwise");
  });
  it("says since when one network is ahead", () => {
    const slow = DEEPER_RUN.epochs.map((one, i) => (i < 2 ? { ...one, validationAccuracy: 0.3 } : one));
    const { text } = answer("plots", { scratch: SCRATCH_RUN, deeper: { ...DEEPER_RUN, epochs: slow } });
    expect(text).toContain("Deeper is above Shallow from epoch 3 on");
  });
});

describe("deeper against pretrained", () => {
  it("waits for both", () => {
    const { state, text } = answer("transfer", both);
    expect(state).toBe("waiting");
    expect(text).toContain("Waits for the test accuracy of Pretrained.");
  });
  it("answers as soon as there is a run", () => {
    const { state, text } = answer("transfer", { ...both, pretrained: tested(DEEPER_RUN, 0.85) });
    expect(state).toBe("answered");
    expect(text).toContain(
      "Pretrained answers 85.00 % of the test pictures rightly, Deeper 72.87 %: 12.13 points more",
    );
    expect(text).toContain("33,707,954 parameters, of which 12,846,474 were trained here");
    expect(text).toContain("Deeper has 282,250, all of them trained here");
  });
  it("says which network stands in for Xception", () => {
    const { text } = answer("transfer", { ...both, pretrained: tested(DEEPER_RUN, 0.85) }, ["efficientnet-lite0"]);
    expect(text).toContain("EfficientNet-Lite0 stands in for Xception here, so this compares with that network.");
    expect(text).toContain("Pretrained, lite answers 85.00 %");
    expect(text).toContain("of which 330,506 were trained here");
  });
});
