import { labSchema } from "./lab.ts";

const NOTEBOOK = "the lab notebook";
const KERAS = "Keras 3.15 on TensorFlow 2.21";

/** Convolutional networks on CIFAR-10: shallow, deeper, and on top of somebody else's training. */
export const lab2 = labSchema.parse({
  id: "lab-2",
  name: "Lab 2",
  title: "Lab 2: shallow, deeper, pretrained",
  question: "What does depth buy, and what does somebody else’s training?",
  lead: "Three networks, one data set: 40,000 pictures to learn from, 10,000 to choose by, 10,000 they never see. Ten epochs, Adam, batches of 32.",
  minutes: 20,
  dataset: "cifar10",
  tag: "lab 2",
  steps: [
    { id: "data", title: "Data" },
    { id: "networks", title: "Networks" },
    { id: "launch", title: "Launch" },
    { id: "compare", title: "Compare" },
    { id: "questions", title: "Questions" },
    { id: "report", title: "Report" },
  ],
  networks: [
    {
      id: "scratch",
      title: "Shallow",
      words: "One convolution, then a dense layer that holds almost every parameter.",
      preset: "scratch",
      slot: 3,
      expected: [
        { accuracy: 0.649, source: NOTEBOOK },
        { accuracy: 0.6427, source: KERAS, spread: { seeds: 3, deviation: 0.0053 } },
      ],
    },
    {
      id: "deeper",
      title: "Deeper",
      words: "A second convolution. Half the parameters, and it sees larger shapes.",
      preset: "deeper",
      slot: 0,
      expected: [
        { accuracy: 0.7231, source: NOTEBOOK },
        { accuracy: 0.7274, source: KERAS, spread: { seeds: 3, deviation: 0.0011 } },
      ],
    },
    {
      id: "pretrained",
      title: "Pretrained",
      words: "Xception as it came from ImageNet, frozen; only the dense head learns.",
      preset: "pretrained",
      slot: 1,
      otherwise: {
        preset: "pretrained-lite",
        title: "Pretrained, lite",
        words: "EfficientNet-Lite0 as it came from ImageNet, frozen; only the dense head learns.",
      },
    },
  ],
  figures: [
    { id: "accuracy", title: "Accuracy over the epochs", quantity: "accuracy", file: "acc_epochs.png" },
    { id: "loss", title: "Loss over the epochs", quantity: "loss", file: "loss_epochs.png" },
  ],
  questions: [
    {
      id: "expected",
      title: "The shallow network",
      prompt: "Is the obtained value coherent with what you expected?",
      answer: "as-expected",
      about: ["scratch"],
    },
    {
      id: "depth",
      title: "Depth",
      prompt: "Try a deeper network, with more convolutions and poolings. Do the performances improve?",
      answer: "does-depth-help",
      about: ["scratch", "deeper"],
    },
    {
      id: "departure",
      title: "Training and validation",
      prompt: "Where does validation depart from training, and what does that say?",
      answer: "where-validation-departs",
      about: ["scratch", "deeper", "pretrained"],
    },
    {
      id: "xception",
      title: "The part that is not reused",
      prompt: "Why can the fully connected part of Xception not be used in this lab? What should we do to use it?",
      answer: "reuse-of-dense-part",
      about: ["pretrained"],
    },
    {
      id: "plots",
      title: "The plots",
      prompt: "What information can you get from the plots of accuracy and loss?",
      answer: "what-plots-show",
      about: ["scratch", "deeper", "pretrained"],
    },
    {
      id: "transfer",
      title: "Deeper against pretrained",
      prompt: "How does the deeper network differ from the pretrained Xception? Is that what you expected?",
      answer: "own-against-pretrained",
      about: ["deeper", "pretrained"],
    },
  ],
  source: "Lab 2, Convolutional Neural Network (CNN), a course notebook in Keras",
  reportFile: "lab-2-report",
});
