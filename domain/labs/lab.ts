/**
 * What a lab is: a question, a data set, networks to train, questions to answer and a report to hand in. Labs are data:
 * pages, API and report know this form and none of the labs.
 */
import { z } from "zod";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { PRESET_IDS } from "../experiments/presets.ts";
import { ANSWER_NAMES } from "./answers/answer-names.ts";

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const text = z.string().min(1).max(1000);
const count = z.number().int().min(0);

/** What others measured with the same network, data and training; accuracies are fractions of the test pictures. */
const expectation = z.strictObject({
  accuracy: z.number().min(0).max(1),
  source: text,
  /** Standard deviation over so many seeds, where it was measured with several. */
  spread: z.strictObject({ seeds: count, deviation: z.number().min(0) }).optional(),
});
export type Expectation = z.infer<typeof expectation>;

const network = z.strictObject({
  id,
  title: text,
  words: text,
  /** Preset that trains it. */
  preset: z.enum(PRESET_IDS),
  /** Stands in while no trainer has the weights that the preset needs. */
  otherwise: z.strictObject({ preset: z.enum(PRESET_IDS), title: text, words: text }).optional(),
  /** Place in the series colours and markers. */
  slot: count,
  expected: z.array(expectation).default([]),
});
export type LabNetwork = z.infer<typeof network>;

const question = z.strictObject({
  id,
  title: text,
  prompt: text,
  answer: z.enum(ANSWER_NAMES),
  /** Networks that the answer is about, in the order in which it takes them. */
  about: z.array(id).min(1),
});
export type LabQuestion = z.infer<typeof question>;

const figure = z.strictObject({
  id,
  title: text,
  quantity: z.enum(["accuracy", "loss"]),
  /** Its file in the report. */
  file: z.string().regex(/^[a-z0-9_-]+\.png$/),
});
export type LabFigure = z.infer<typeof figure>;

export const LAB_STEPS = ["data", "networks", "launch", "compare", "questions", "report"] as const;
export type LabStep = (typeof LAB_STEPS)[number];

const unique = (things: readonly { id: string }[]) => new Set(things.map((thing) => thing.id)).size === things.length;

export const labSchema = z
  .strictObject({
    id,
    /** "Lab 2" */
    name: text,
    title: text,
    question: text,
    lead: text,
    minutes: count,
    dataset: z.enum(DATASET_IDS),
    /** Put on the runs that the lab launches. */
    tag: z.string().min(1).max(30),
    steps: z.array(z.strictObject({ id: z.enum(LAB_STEPS), title: text })).min(1),
    networks: z.array(network).min(1).max(6).refine(unique),
    figures: z.array(figure).min(1).refine(unique),
    questions: z.array(question).max(20).refine(unique),
    /** Where the lab comes from. */
    source: text,
    /** Name of the report's files, without their endings. */
    reportFile: id,
  })
  .refine(({ networks, questions }) => {
    const known = new Set(networks.map((one) => one.id));
    return questions.every(({ about }) => about.every((one) => known.has(one)));
  }, "A question is about a network that the lab does not have.");
export type Lab = z.infer<typeof labSchema>;

/** Most characters of a student's own answer. */
export const ANSWER_LENGTH = 5_000;
