import { labSchema } from "../lab.ts";

/** A lab of one network and one question: what the pages must be able to show without knowing it. */
export const sampleLab = labSchema.parse({
  id: "first-steps",
  name: "Lab 1",
  title: "Lab 1: first steps",
  question: "How far does one convolution get?",
  lead: "One network, ten epochs.",
  minutes: 5,
  dataset: "cifar10",
  tag: "lab 1",
  steps: [
    { id: "launch", title: "Train" },
    { id: "questions", title: "Think" },
  ],
  networks: [{ id: "small", title: "Small", words: "One convolution.", preset: "scratch", slot: 0 }],
  figures: [{ id: "loss", title: "Loss", quantity: "loss", file: "loss.png" }],
  questions: [
    { id: "curve", title: "The curve", prompt: "What does it show?", answer: "what-plots-show", about: ["small"] },
  ],
  source: "a test",
  reportFile: "lab-1",
});
