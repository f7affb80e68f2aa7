/** Compares what is left of disturbed runs with what undisturbed ones say, and each account of a run with the others. */
import { isDeepStrictEqual } from "node:util";
import { modelManifest, storedFiles } from "#domain/models/manifest";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import type { ArtefactStore } from "#storage/store";
import { loadEvents } from "#trainer/supervisor/load-history";
import { metricValuesOf, pointsOf } from "#trainer/supervisor/measurements";

export type Verdict = {
  eventsLost: number;
  eventsDoubled: number;
  /** Published weights, or figures on the way to them, that are not those of the undisturbed run. */
  weightsDiffer: number;
  /** Runs that did not succeed, though nothing but faults came in their way. */
  runsFailed: number;
  /** Hashes that a row or a manifest names and the store does not have whole. */
  hashesUnresolved: number;
  /** A line for each finding. */
  findings: string[];
};

export type Disturbed = { runId: string; twinId: string };

/** Of these a run says each once, per epoch where they have one. */
const ONCE: ReadonlySet<RunEventData["type"]> = new Set([
  "started",
  "epoch",
  "layers",
  "evaluated",
  "published",
  "ended",
]);

/** @param disturbed runs that have ended, each with the undisturbed run of the same spec */
export async function judge(prisma: Prisma, store: ArtefactStore, disturbed: readonly Disturbed[]): Promise<Verdict> {
  const verdict = { eventsLost: 0, eventsDoubled: 0, weightsDiffer: 0, runsFailed: 0, hashesUnresolved: 0 };
  const findings: string[] = [];
  const twins = new Map<string, Account>();
  for (const { runId, twinId } of disturbed) {
    const find = (key: keyof typeof verdict, what: string, count = 1) => {
      if (count === 0) return;
      verdict[key] += count;
      findings.push(`run ${runId}: ${what}${count > 1 ? ` (${count})` : ""}`);
    };
    const twin = twins.get(twinId) ?? (await accountOf(prisma, store, twinId));
    twins.set(twinId, twin);
    const account = await accountOf(prisma, store, runId);
    const { events } = account;

    find("eventsLost", "numbers missing", (events.at(-1)?.seq ?? 0) - events.length);
    find("eventsLost", "no end in its history", events.at(-1)?.data.type === "ended" ? 0 : 1);
    const said = new Set(events.map(nameOf));
    find("eventsLost", "events of the twin missing", [...twin.once].filter((name) => !said.has(name)).length);
    find("eventsLost", "last batches of epochs without a point", twin.epochs.length - account.lastBatches);
    find(
      "eventsDoubled",
      "events said again",
      events.filter(({ data }) => ONCE.has(data.type)).length - account.once.size,
    );
    for (const [what, kept, logged] of account.sums) {
      find(
        kept < logged ? "eventsLost" : "eventsDoubled",
        `${what}: ${kept} kept, ${logged} logged`,
        Math.abs(kept - logged),
      );
    }
    if (account.state !== "succeeded") {
      find("runsFailed", `ended as ${account.state}: ${account.failure}`);
      continue;
    }
    find("weightsDiffer", "other weights than the twin's", Number(account.weights !== twin.weights));
    find("weightsDiffer", "other epochs than the twin's", Number(!isDeepStrictEqual(account.epochs, twin.epochs)));
    find("weightsDiffer", "points other than the twin's", otherPoints(account.means, twin.means));
    find("weightsDiffer", "another test than the twin's", Number(!isDeepStrictEqual(account.test, twin.test)));
    for (const sha256 of account.unresolved) find("hashesUnresolved", `${sha256} is not in the store`);
  }
  return { ...verdict, findings };
}

type Account = {
  state: string;
  failure: string;
  events: RunEvent[];
  /** Names of the events that a run has once. */
  once: Set<string>;
  /** Epochs whose last batch is a point. */
  lastBatches: number;
  /** What was measured after each epoch, without times. */
  epochs: object[];
  test: object | null;
  /** Means over the epoch so far after a batch, of each batch that became a point; each once more where it was trained again. */
  means: { at: string; mean: string }[];
  /** Rows that follow from events: what they are, how many are there, how many should be. */
  sums: [what: string, kept: number, logged: number][];
  weights: string | null;
  unresolved: string[];
};

async function accountOf(prisma: Prisma, store: ArtefactStore, runId: string): Promise<Account> {
  const where = { runId };
  const [run, events, points, epochs, metrics] = await Promise.all([
    prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { model: { include: { artefacts: true } } } }),
    loadEvents(prisma, runId),
    prisma.runPoint.findMany({ where, select: { seq: true } }),
    prisma.runEpoch.count({ where }),
    prisma.runMetric.findMany({ where, select: { metric: true, count: true } }),
  ]);
  const data = events.map((event) => event.data);
  const ofType = <Type extends RunEventData["type"]>(type: Type) =>
    data.filter((item): item is Extract<RunEventData, { type: Type }> => item.type === type);
  const values = Map.groupBy(metricValuesOf(events), ({ metric }) => metric);
  const kept = new Map(metrics.map(({ metric, count }) => [metric, count]));
  const lastBatches = new Set(
    ofType("progress").flatMap(({ epoch, step, stepsPerEpoch }) => (step === stepsPerEpoch ? [epoch] : [])),
  );
  const [test] = ofType("evaluated");
  const { weights, named } = run.model ? await publicationOf(store, run.model) : { weights: null, named: [] };
  const hashes = new Set([...named, ...(run.predictionsSha256 ? [run.predictionsSha256] : [])]);
  const unresolved = [];
  for (const sha256 of hashes) {
    // `get` compares the bytes with the hash.
    if (!(await store.get(sha256).catch(() => null))) unresolved.push(sha256);
  }
  return {
    state: run.state,
    failure: JSON.stringify(run.failure),
    events,
    once: new Set(events.filter(({ data }) => ONCE.has(data.type)).map(nameOf)),
    lastBatches: lastBatches.size,
    epochs: ofType("epoch").map(({ seconds: _, imagesPerSecond: __, ...measured }) => measured),
    test: test ?? null,
    means: ofType("progress").map(({ epoch, step, loss, accuracy }) => ({
      at: `${epoch}.${step}`,
      mean: `${loss} ${accuracy}`,
    })),
    sums: [
      ["points", points.length, pointsOf(events).length],
      ["epochs", epochs, ofType("epoch").length],
      ...[...values].map(([metric, all]): [string, number, number] => [metric, kept.get(metric) ?? 0, all.length]),
    ],
    weights,
    unresolved,
  };
}

/** Which batches become points depends on time; what is known of a batch does not. */
function otherPoints(means: Account["means"], twins: Account["means"]): number {
  const expected = new Map(twins.map(({ at, mean }) => [at, mean]));
  return means.filter(({ at, mean }) => expected.has(at) && expected.get(at) !== mean).length;
}

async function publicationOf(
  store: ArtefactStore,
  model: { manifestSha256: string; artefacts: { sha256: string }[] },
): Promise<{ weights: string | null; named: string[] }> {
  const named = [model.manifestSha256, ...model.artefacts.map(({ sha256 }) => sha256)];
  const bytes = await store.get(model.manifestSha256).catch(() => null);
  if (!bytes) return { weights: null, named };
  const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const files = storedFiles(manifest, { sha256: model.manifestSha256, bytes: bytes.length });
  return { weights: manifest.provenance.weightsSha256, named: [...named, ...files.map(({ sha256 }) => sha256)] };
}

const nameOf = ({ data }: RunEvent): string => ("epoch" in data ? `${data.type} ${data.epoch}` : data.type);
