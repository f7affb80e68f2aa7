import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InferenceClient } from "../inference-client.ts";
import type { InferenceRequest, InferenceResponse } from "../messages.ts";

/** A worker that hears, and says what a test has it say. */
class SilentWorker {
  static all: SilentWorker[] = [];
  readonly heard: InferenceRequest[] = [];
  ended = false;
  onmessage: ((event: { data: InferenceResponse }) => void) | null = null;

  constructor() {
    SilentWorker.all.push(this);
  }

  postMessage(request: InferenceRequest): void {
    this.heard.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  say(...responses: InferenceResponse[]): void {
    for (const data of responses) this.onmessage?.({ data });
  }
}

const LIMIT = 20_000;
const working = { type: "working", backend: "webgl", milliseconds: LIMIT } as const;
const pixels = Uint8Array.of(1, 2, 3);

beforeEach(() => {
  SilentWorker.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", SilentWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const workerAt = (place: number): SilentWorker => {
  const worker = SilentWorker.all[place];
  if (!worker) throw new Error(`There is no worker ${place}.`);
  return worker;
};

describe("a worker that hangs", () => {
  test("is replaced by one that is told what not to try, and asked what was under way", () => {
    const client = new InferenceClient(() => new Worker("a script"));
    void client.classify("model", pixels, 1);
    workerAt(0).say({ type: "started" }, working);
    vi.advanceTimersByTime(LIMIT - 1);
    expect(SilentWorker.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(workerAt(0).ended).toBe(true);
    expect(workerAt(1).heard).toEqual([
      { type: "exclude", passedOver: [{ backend: "webgl", reason: "it did not answer in time" }] },
      { type: "classify", id: 1, manifestSha256: "model", pixels, count: 1 },
    ]);
  });

  test("that hangs in the next backend too is told of both", () => {
    const client = new InferenceClient(() => new Worker("a script"));
    void client.load("model");
    workerAt(0).say({ type: "started" }, working);
    vi.advanceTimersByTime(LIMIT);
    workerAt(1).say({ type: "started" }, { ...working, backend: "wasm" });
    vi.advanceTimersByTime(LIMIT);
    const [first] = workerAt(2).heard;
    expect(first).toMatchObject({ type: "exclude", passedOver: [{ backend: "webgl" }, { backend: "wasm" }] });
  });

  test("is not asked again what was cancelled meanwhile", async () => {
    const client = new InferenceClient(() => new Worker("a script"));
    const controller = new AbortController();
    const cancelled = client.load("model", { signal: controller.signal });
    workerAt(0).say({ type: "started" }, working);
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    vi.advanceTimersByTime(LIMIT);
    expect(workerAt(0).ended).toBe(true);
    expect(SilentWorker.all).toHaveLength(1);
  });
});

test("a worker that has done its work is left alone, however long it then has nothing to do", () => {
  const client = new InferenceClient(() => new Worker("a script"));
  void client.load("model");
  workerAt(0).say({ type: "started" }, working, { type: "worked" });
  vi.advanceTimersByTime(100 * LIMIT);
  expect(workerAt(0).ended).toBe(false);
});

test("each request says by what shared link its page is looked at", () => {
  vi.stubGlobal("location", new URL("http://localhost/s/token"));
  const client = new InferenceClient(() => new Worker("a script"));
  void client.load("model");
  vi.stubGlobal("location", new URL("http://localhost/classify"));
  void client.load("other");
  expect(workerAt(0).heard).toEqual([
    { type: "load", id: 1, manifestSha256: "model", keep: false, share: "token" },
    { type: "load", id: 2, manifestSha256: "other", keep: false },
  ]);
});
