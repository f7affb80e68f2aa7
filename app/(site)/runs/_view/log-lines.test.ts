import { expect, test } from "vitest";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { engineInShort, hashInShort, logLines } from "./log-lines.ts";

const engine: EngineRecord = {
  kind: "tensorflow",
  version: "2.21.0",
  tfjs: "4.22.0",
  device: "cpu",
  deviceName: "CPU",
  threads: 2,
  precision: "float32",
  node: "v24.21.0",
  platform: "linux-x64",
};
const say = (...data: RunEventData[]) =>
  logLines(data.map((one, i): RunEvent => ({ seq: i + 1, at: 0, data: one }))).map(({ parts }) =>
    parts
      .map(({ text }) => text)
      .join("")
      .replaceAll("\u00a0", " "),
  );
const epoch = (number: number, validationAccuracy: number): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss: 0.8409,
  validationAccuracy,
  seconds: 9,
  imagesPerSecond: 4000,
});

test("an epoch says whether it is the best so far", () => {
  expect(say(epoch(6, 0.7235), epoch(7, 0.7212))).toEqual([
    "Epoch 6: validation 72.35 %, loss 0.841. Best so far.",
    "Epoch 7: validation 72.12 %, loss 0.841. No better than epoch 6.",
  ]);
});

test("an epoch after which the network answers with no number is never the best", () => {
  const lost: RunEventData = { ...(epoch(1, 0.1) as object), validationLoss: Number.NaN } as RunEventData;
  expect(say(lost)).toEqual(["Epoch 1: validation 10.00 %, loss NaN. "]);
  expect(say(epoch(1, 0.05), lost)[1]).toBe("Epoch 1: validation 10.00 %, loss NaN. No better than epoch 1.");
});

test("the start names trainer, engine and sizes", () => {
  const started: RunEventData = {
    type: "started",
    engine,
    trainer: "trainer-1",
    trainingImages: 40_000,
    validationImages: 10_000,
    stepsPerEpoch: 1250,
    parameters: 282_250,
  };
  expect(say(started)).toEqual([
    "Training started on trainer-1, TensorFlow 2.21.0 on CPU, 2 threads: 40,000 images, 1,250 batches an epoch.",
  ]);
});

test("the checkpoint of an epoch is told with it, another one by its place", () => {
  const checkpoint = (epochs: number, step: number): RunEventData => ({
    type: "checkpoint",
    epoch: epochs,
    step,
    sha256: `c41e9a${"0".repeat(54)}0b07`,
    bytes: 3_387_000,
  });
  expect(say(epoch(1, 0.6), checkpoint(1, 0), checkpoint(1, 812))).toEqual([
    "Epoch 1: validation 60.00 %, loss 0.841. Best so far. Checkpoint c41e9a…0b07",
    "Checkpoint in epoch 2, batch 812: c41e9a…0b07, 3.39 MB.",
  ]);
});

test("progress is not told, and an end says how", () => {
  const progress: RunEventData = {
    type: "progress",
    epoch: 1,
    step: 1,
    stepsPerEpoch: 2,
    loss: 1,
    accuracy: 0,
    imagesPerSecond: 1,
  };
  const ended: RunEventData = { type: "ended", state: "failed", endedEarly: false, message: "The loss is not finite." };
  expect(say(progress, ended)).toEqual(["Failed. The loss is not finite."]);
});

test("a run that was asked to stop did not simply finish", () => {
  expect(say({ type: "ended", state: "succeeded", endedEarly: true, message: null })).toEqual([
    "Finished early, as asked.",
  ]);
});

test("names in short", () => {
  expect(engineInShort({ ...engine, device: "gpu", deviceName: "NVIDIA H200" })).toBe(
    "TensorFlow 2.21.0 on NVIDIA H200",
  );
  expect(engineInShort({ ...engine, threads: 1 })).toBe("TensorFlow 2.21.0 on CPU, 1 thread");
  expect(hashInShort(`${"3d90aa".padEnd(60, "0")}a17c`)).toBe("3d90aa…a17c");
});
