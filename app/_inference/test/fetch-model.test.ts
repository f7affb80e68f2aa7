import { afterEach, expect, test, vi } from "vitest";
import { InferenceError } from "../fetch-artefact.ts";
import { fetchModel, parseManifest } from "../fetch-model.ts";
import { fetchSample, file, manifestWith } from "./sample-files.ts";

afterEach(() => vi.unstubAllGlobals());

test("a description that cannot be read is refused in words, whether it is no JSON or another's", () => {
  for (const text of ["<html>", "{}"]) {
    const bytes = new TextEncoder().encode(text);
    expect(() => parseManifest(bytes)).toThrow(InferenceError);
    expect(() => parseManifest(bytes, "the model of deeper")).toThrow("The description of the model of deeper cannot");
  }
});

/** The hash of a manifest on a backbone of these shards. */
const modelOn = (backbone: readonly Uint8Array<ArrayBuffer>[], seed: number): string =>
  manifestWith({ backbone: { id: "efficientnet-lite0", weights: [], shards: backbone.map(file) } }, seed);

test("models on one backbone share its bytes, which are fetched once and counted where they are", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path.split("/").at(-1) ?? "");
    return fetchSample(path);
  });
  const shards = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
  const [signal, hashes] = [new AbortController().signal, shards.map((shard) => file(shard).sha256)];
  const fetched = async (sha256: string) => {
    const progress: number[][] = [];
    const model = await fetchModel(sha256, signal, (...report) => progress.push(report));
    expect(progress.at(-1)).toEqual([model.bytes, model.bytes]);
    return model;
  };
  const first = await fetched(modelOn(shards, 1));
  const second = await fetched(modelOn(shards, 2));
  expect([...(first.backbone ?? [])]).toEqual([1, 2, 3, 4, 5]);
  expect(second.backbone).toBe(first.backbone);
  expect(first.bytes - second.bytes).toBe(5);
  expect(second.weights).toEqual(Uint8Array.of(2));
  expect(asked.filter((sha256) => hashes.includes(sha256))).toEqual(hashes);

  const [one, other] = await Promise.all([3, 4].map((seed) => fetched(modelOn([...shards, Uint8Array.of(6)], seed))));
  expect(one?.backbone).toHaveLength(6);
  expect(other?.backbone).toBe(one?.backbone);
});
