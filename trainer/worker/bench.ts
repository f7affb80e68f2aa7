/** What a training worker works with, the same from the first batch to the published model. */
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import { type Standardisation, standardisationFor } from "#ml/data/standardise";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { type Dataset, loadDataset } from "../datasets/cifar10.ts";
import { type Engine, fitToEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open-engine.ts";
import type { EventLog } from "../event-log/event-log.ts";
import { storableText } from "../event-log/storable-text.ts";
import type { FeatureProgress } from "../features/ensure-features.ts";
import { createFeatureReporter } from "../features/feature-reporter.ts";
import { type FrozenPart, openFrozenPart } from "../features/open-frozen-part.ts";
import { featureExchange } from "../features/shared-features.ts";
import { Broken } from "./broken.ts";
import type { Inbox } from "./inbox.ts";
import type { TrainAssignment } from "./messages.ts";
import { stopwatch } from "./stopwatch.ts";
import { DatasetError } from "./training-failures.ts";

export type Bench = {
  assignment: TrainAssignment;
  /** Both grow while the worker works. */
  commands: Inbox["commands"];
  verdicts: Inbox["verdicts"];
  log: EventLog;
  /** Tells the run's log what happens. */
  tell: (message: string) => void;
  store: ArtefactStore;
  engine: Engine;
  /** The engine's record for this run. */
  record: EngineRecord;
  /** As the engine trains it. */
  spec: ExperimentSpec;
  dataset: Dataset;
  /** The spec's, of pictures. */
  standardisation: Standardisation;
  /** The backbone that answers first, and its answers; null for a network without one. */
  frozen: FrozenPart | null;
};

/**
 * Opens the engine, reads the data set, and has what frozen layers answer to it.
 *
 * @throws Broken when it is told to end meanwhile
 */
export async function prepareBench(
  assignment: TrainAssignment,
  { commands, verdicts }: Inbox,
  log: EventLog,
): Promise<Bench> {
  const { datasetsDir } = assignment;
  const say = (level: "info" | "warn") => (message: string) =>
    log.append({ type: "log", level, message: storableText(message, 2000) });
  const [tell, warn] = [say("info"), say("warn")];
  const openingTook = stopwatch();
  const engine = await openEngine({
    ...(assignment.engine && { preference: assignment.engine }),
    spec: assignment.spec,
    onFallback: warn,
  });
  const { spec, record, warning } = fitToEngine(engine, assignment.spec);
  if (warning) warn(warning);
  const { kind, version, deviceName, threads, precision } = record;
  tell(`Opened ${kind} ${version} on ${deviceName}, ${threads} threads, ${precision}, in ${openingTook()}.`);
  const readingTook = stopwatch();
  const dataset = await loadDataset(datasetsDir, spec.dataset).catch((error: Error) => {
    throw new DatasetError(error.message);
  });
  const [height, width, channels] = dataset.image;
  const { train, test } = dataset;
  tell(`Read ${train.labels.length} images to learn from and ${test.labels.length} to test on, in ${readingTook()}.`);
  const standardisation = standardisationFor(spec.preprocessing, dataset.train.images, height * width * channels);
  const store = openStore(assignment.store, { patient: true });
  const frozen = await openFrozenPart({
    spec,
    engine,
    dataset,
    standardisation,
    env: assignment.transfer,
    tell,
    ...featurePass(commands, log),
    exchange: featureExchange({
      store,
      known: assignment.sharedFeatures,
      onShared: (shared) => log.append({ type: "features-shared", ...shared }),
    }),
  });
  return {
    assignment,
    commands,
    verdicts,
    log,
    tell,
    store,
    engine,
    record,
    spec,
    dataset,
    standardisation,
    frozen,
  };
}

/** Writes into the log how far features are, and ends their computation when the run is to end. */
function featurePass(commands: Inbox["commands"], log: EventLog) {
  const controller = new AbortController();
  const report = createFeatureReporter(
    (progress) => log.append({ type: "features", ...progress }),
    () => performance.now(),
  );
  const onProgress = (progress: FeatureProgress) => {
    report(progress);
    if (commands.has("cancel") || commands.has("interrupt")) controller.abort(new Broken());
  };
  const onKept = (done: number) => log.append({ type: "features-kept", done });
  return { onProgress, onKept, signal: controller.signal };
}
