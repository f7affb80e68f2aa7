/**
 * The inference worker: one for all models of a page, so that the page stays smooth while a network is fetched, built
 * and run. Its script is served with a policy that lets it reach this origin only: pictures cannot leave the browser.
 */
import { storedFiles } from "#domain/models/manifest";
import { explain } from "./explain.ts";
import { InferenceError } from "./fetch-artefact.ts";
import { fetchModel } from "./fetch-model.ts";
import { fetchNeighbours, type IndexedPictures } from "./fetch-neighbours.ts";
import { keepWorkerScripts } from "./kept-files.ts";
import type { InferenceRequest, InferenceResponse, PassedOver, ReadyModel } from "./messages.ts";
import { nextTask } from "./next-task.ts";
import { type Host, ServedModel } from "./served-model.ts";
import { startHelpers } from "./test-helpers.ts";
import { batchSize, type TestedModel, testModel } from "./test-model.ts";

type WorkRequest = Extract<InferenceRequest, { type: "load" | "classify" | "explain" | "test" }>;
type Loaded = {
  served: ServedModel;
  facts: Omit<ReadyModel, "backend" | "passedOver" | "goldenDifference">;
  tested: Pick<TestedModel, "manifest" | "goldenInputs">;
  /** Fetched when they are first asked for. */
  neighbours: (signal: AbortSignal) => Promise<IndexedPictures | null>;
};

/** More than a page shows at once; the weights of those used longest ago are freed. */
const KEPT_MODELS = 4;

/** Used longest ago first. */
const models = new Map<string, Loaded>();
const underWay = new Map<number, AbortController>();
/** Backends that a worker before this one hung in. */
let excluded: readonly PassedOver[] = [];
/** Models share the active backend, so building and running go one after another. */
let turn: Promise<unknown> = Promise.resolve();

function say(response: InferenceResponse): void {
  self.postMessage(response);
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}

/** The page notices when work takes too long: who hangs cannot say so. */
const watch: Host["watch"] = async (backend, milliseconds, work) => {
  if (backend === "cpu") return work(); // slow, but nothing would come after it
  say({ type: "working", backend, milliseconds });
  try {
    return await work();
  } finally {
    say({ type: "worked" });
  }
};

const readyModel = ({ served, facts }: Loaded): ReadyModel => {
  const state = served.state;
  if (!state) throw new InferenceError("The model was freed while it was in use. Try again.");
  return { ...facts, ...state };
};

/** What `fetchIt` brings, kept once it is there. */
function once<T>(fetchIt: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let kept: { value: T } | null = null;
  return async (signal) => {
    kept ??= { value: await fetchIt(signal) };
    return kept.value;
  };
}

/** Marks a model as used last, and frees what is too many. */
function keep(sha256: string, loaded: Loaded): void {
  models.delete(sha256);
  models.set(sha256, loaded);
  for (const [oldest, { served }] of models) {
    if (models.size <= KEPT_MODELS) return;
    served.dispose();
    models.delete(oldest);
  }
}

async function load(
  { id, manifestSha256, share }: Pick<WorkRequest, "id" | "manifestSha256" | "share">,
  keepsFiles: boolean,
  signal: AbortSignal,
): Promise<Loaded> {
  const known = models.get(manifestSha256);
  if (known) return known;
  const from = performance.now();
  const files = await fetchModel(
    manifestSha256,
    signal,
    (receivedBytes, totalBytes) => say({ type: "progress", id, receivedBytes, totalBytes }),
    { keep: keepsFiles, share },
  );
  const arrived = performance.now();
  return inTurn(async () => {
    signal.throwIfAborted();
    const meanwhile = models.get(manifestSha256); // two requests fetched it at the same time
    if (meanwhile) return meanwhile;
    const served = await ServedModel.open(files, { excluded, watch });
    const { classes, input, layers, golden, neighbours, provenance } = files.manifest;
    const loaded: Loaded = {
      served,
      facts: {
        manifestSha256,
        classes,
        inputShape: input.shape,
        layers,
        goldenImages: golden.indices.length,
        loadMilliseconds: performance.now() - from,
        warmUpMilliseconds: performance.now() - arrived,
        bytes: files.bytes,
        files: storedFiles(files.manifest, { sha256: manifestSha256, bytes: files.manifestBytes }),
        neighbours: neighbours ? { images: neighbours.images, dataset: provenance.spec.dataset } : null,
      },
      tested: { manifest: files.manifest, goldenInputs: files.goldenInputs },
      neighbours: once((signal) => fetchNeighbours(files.manifest, signal)),
    };
    keep(manifestSha256, loaded);
    return loaded;
  });
}

async function answer(request: WorkRequest, signal: AbortSignal): Promise<void> {
  const { id } = request;
  const keepsFiles = request.type === "load" && request.keep;
  const loaded = await load(request, keepsFiles, signal);
  if (request.type === "load") {
    // By now its network code and the backend's have been fetched too.
    if (keepsFiles) await keepWorkerScripts();
    say({ type: "loaded", id, model: readyModel(loaded) });
    return;
  }
  /** Runs `work` on the model when it is its turn. */
  const withModel = <T>(work: (served: ServedModel) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      signal.throwIfAborted();
      // Only where more models are asked for at once than are kept, which no page does.
      if (models.get(request.manifestSha256) !== loaded) throw new InferenceError("The model was freed. Try again.");
      keep(request.manifestSha256, loaded);
      return work(loaded.served);
    });
  if (request.type === "explain") {
    const from = performance.now();
    const explanation = await explain({
      ...request,
      manifest: loaded.served.manifest,
      inspect: (work) => withModel((served) => served.inspect(work)),
      classify: (pixels, count) => withModel((served) => served.classify(pixels, count)),
      neighbours: () => loaded.neighbours(signal),
      onProgress: async (done, total) => {
        say({ type: "advanced", id, done, total });
        await nextTask();
        signal.throwIfAborted();
      },
    });
    say({ type: "explained", id, explanation, milliseconds: performance.now() - from });
    return;
  }
  const classify = (pixels: Uint8Array, count: number) =>
    withModel(async (served) => {
      const from = performance.now();
      const probabilities = await served.classify(pixels, count);
      return { probabilities, milliseconds: performance.now() - from };
    });
  if (request.type === "classify") {
    const answer = await classify(request.pixels, request.count);
    const { classes, backend, passedOver } = readyModel(loaded);
    say({ type: "classified", id, ...answer, classes, backend, passedOver });
    return;
  }
  const { bytes } = loaded.facts;
  say({ type: "progress", id, receivedBytes: bytes, totalBytes: bytes }); // it may have been here already
  const { flops } = loaded.served;
  const { backend } = readyModel(loaded);
  const copy = await loaded.served.copy();
  const helpers = backend === "wasm" ? startHelpers(request.manifestSha256, backend, copy) : [];
  try {
    const task = {
      ...loaded.tested,
      size: batchSize(flops, backend),
      classify,
      helpers: helpers.map(({ ready }) => ready),
    };
    for await (const tested of testModel(task, request.indexSha256, signal)) {
      say({ type: "tested", id, ...tested, model: readyModel(loaded) });
    }
  } finally {
    for (const { end } of helpers) end();
  }
  say({ type: "test-ended", id });
}

async function run(request: WorkRequest): Promise<void> {
  const { id } = request;
  const controller = new AbortController();
  underWay.set(id, controller);
  try {
    await answer(request, controller.signal);
  } catch (error) {
    const message = error instanceof InferenceError ? error.message : `The model could not be run: ${String(error)}`;
    say({ type: "failed", id, cancelled: controller.signal.aborted, message });
  } finally {
    underWay.delete(id);
  }
}

self.onmessage = ({ data: request }: MessageEvent<InferenceRequest>) => {
  if (request.type === "cancel") underWay.get(request.id)?.abort();
  else if (request.type === "exclude") excluded = request.passedOver;
  else void run(request);
};

say({ type: "started" });
