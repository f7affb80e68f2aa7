/**
 * The report of a lab as plain data: what it says, in which order. HTML, PDF and the files of the archive are written from
 * it and from nothing else.
 */
import { DATASETS } from "../datasets/catalogue.ts";
import type { LayerRow } from "../experiments/layer-rows.ts";
import { accuracyInterval } from "../models/accuracy-interval.ts";
import { answerQuestion } from "./answers/answer-question.ts";
import type { EpochFigures, LabFigures, NetworkFigures, RunFigures } from "./figures.ts";
import type { Lab, LabFigure } from "./lab.ts";

export type Fact = { key: string; value: string };

export type ReportNetwork = {
  id: string;
  title: string;
  words: string;
  slot: number;
  layers: readonly LayerRow[];
  parameters: number;
  trainedParameters: number;
  /** Why nothing was measured; null once there is a test accuracy. */
  missing: string | null;
  /** Accuracy and half the width of its 95 % interval, fractions. */
  test: { accuracy: number; interval: number; count: number; loss: number | null } | null;
  epochs: readonly EpochFigures[];
  /** confusion[true class][answer] */
  confusion: readonly (readonly number[])[] | null;
  /** What repeats the run: spec, seed, engine, versions, hardware. */
  provenance: readonly Fact[];
};

export type Report = {
  lab: string;
  title: string;
  question: string;
  author: string;
  madeAt: Date;
  data: { title: string; facts: readonly Fact[] };
  classes: readonly string[];
  networks: readonly ReportNetwork[];
  figures: readonly LabFigure[];
  questions: readonly { title: string; prompt: string; answer: readonly string[]; words: string }[];
};

/** What a report adds to the figures of a network's run. */
export type RunRecord = { confusion: readonly (readonly number[])[] | null; provenance: readonly Fact[] };

type ReportParts = {
  lab: Lab;
  figures: LabFigures;
  /** By network. */
  records: Readonly<Record<string, RunRecord>>;
  /** The student's own answers, by question. */
  words: Readonly<Record<string, string>>;
  dataFacts: readonly Fact[];
  author: string;
  madeAt: Date;
};

export const reportOf = ({ lab, figures, records, words, dataFacts, author, madeAt }: ReportParts): Report => ({
  lab: lab.id,
  title: lab.title,
  question: lab.question,
  author,
  madeAt,
  data: { title: DATASETS[lab.dataset].title, facts: dataFacts },
  classes: figures.classes,
  networks: figures.networks.map((network) => networkReport(network, records[network.id])),
  figures: lab.figures,
  questions: lab.questions.map((question) => ({
    title: question.title,
    prompt: question.prompt,
    answer: answerQuestion(question, figures).sentences,
    words: (words[question.id] ?? "").trim(),
  })),
});

function networkReport(network: NetworkFigures, record: RunRecord | undefined): ReportNetwork {
  const { id, title, words, slot, layers, parameters, trainedParameters, run } = network;
  const test = run?.test ?? null;
  return {
    id,
    title,
    words,
    slot,
    layers,
    parameters,
    trainedParameters,
    missing: test ? null : missingReason(run),
    test: test && { ...test, interval: accuracyInterval(test.accuracy, test.count) },
    epochs: run?.epochs ?? [],
    confusion: record?.confusion ?? null,
    provenance: run ? (record?.provenance ?? []) : [],
  };
}

function missingReason(run: RunFigures | null): string {
  if (!run) return "It has not been trained.";
  const done = `${run.epochs.length} of ${run.plannedEpochs} epochs`;
  switch (run.state) {
    case "queued":
      return "Its run is still waiting in the queue.";
    case "running":
      return `Its run is still training: ${done} are done.`;
    case "failed":
      return `Its run failed after ${done}, so there is no test.`;
    case "cancelled":
      return `Its run was cancelled after ${done}, so there is no test.`;
    case "succeeded":
      return "Its run ended without a test accuracy.";
  }
}
