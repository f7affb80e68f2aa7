/**
 * The inference worker: one for all models of a page, so that the page stays smooth while a network is fetched, built
 * and run. Its script is served with a policy that lets it reach this origin only: pictures cannot leave the browser.
 */
import { modelFiles } from "#domain/models/manifest";
import { InferenceError } from "./fetch-artefact.ts";
import { fetchModel } from "./fetch-model.ts";
import { keepWorkerScripts } from "./kept-files.ts";
import type { InferenceRequest, InferenceResponse, ReadyModel } from "./messages.ts";
import { ServedModel } from "./served-model.ts";

type WorkRequest = Extract<InferenceRequest, { type: "load" | "classify" }>;
type Loaded = { served: ServedModel; facts: Omit<ReadyModel, "backend" | "passedOver" | "goldenDifference"> };

/** More than a page shows at once; the weights of those used longest ago are freed. */
const KEPT_MODELS = 4;

/** Used longest ago first. */
const models = new Map<string, Loaded>();
const underWay = new Map<number, AbortController>();
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

const readyModel = ({ served, facts }: Loaded): ReadyModel => {
  const state = served.state;
  if (!state) throw new InferenceError("The model was freed while it was in use. Try again.");
  return { ...facts, ...state };
};

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

async function load(id: number, manifestSha256: string, keepsFiles: boolean, signal: AbortSignal): Promise<Loaded> {
  const known = models.get(manifestSha256);
  if (known) return known;
  const from = performance.now();
  const files = await fetchModel(
    manifestSha256,
    signal,
    (receivedBytes, totalBytes) => say({ type: "progress", id, receivedBytes, totalBytes }),
    keepsFiles,
  );
  return inTurn(async () => {
    signal.throwIfAborted();
    const meanwhile = models.get(manifestSha256); // two requests fetched it at the same time
    if (meanwhile) return meanwhile;
    const served = await ServedModel.open(files);
    const { classes, input, golden } = files.manifest;
    const loaded: Loaded = {
      served,
      facts: {
        manifestSha256,
        classes,
        inputShape: input.shape,
        goldenImages: golden.indices.length,
        loadMilliseconds: performance.now() - from,
        bytes: files.bytes,
        files: [{ sha256: manifestSha256, bytes: files.manifestBytes }, ...modelFiles(files.manifest)],
      },
    };
    keep(manifestSha256, loaded);
    return loaded;
  });
}

async function answer(request: WorkRequest, signal: AbortSignal): Promise<void> {
  const { id } = request;
  const keepsFiles = request.type === "load" && request.keep;
  const loaded = await load(id, request.manifestSha256, keepsFiles, signal);
  if (request.type === "load") {
    // By now its network code and the backend's have been fetched too.
    if (keepsFiles) await keepWorkerScripts();
    say({ type: "loaded", id, model: readyModel(loaded) });
    return;
  }
  await inTurn(async () => {
    signal.throwIfAborted();
    // Only where more models are asked for at once than are kept, which no page does.
    if (models.get(request.manifestSha256) !== loaded) throw new InferenceError("The model was freed. Try again.");
    keep(request.manifestSha256, loaded);
    const from = performance.now();
    const probabilities = await loaded.served.classify(request.pixels, request.count);
    const milliseconds = performance.now() - from;
    say({ type: "classified", id, probabilities, milliseconds, model: readyModel(loaded) });
  });
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
  else void run(request);
};

say({ type: "started" });
