/**
 * Walks the whole router as everybody who may come: `RIGHTS` says what each gets. Every procedure must be named in `ENTRIES`:
 * one without an entry fails, so nobody adds a procedure without saying who may use it.
 */
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { API_SCOPES, type ApiScope } from "#domain/tokens/scopes";
import { appRouter } from "../router.ts";
import { log, seedCollection, seedEvents, seedModel, seedRun, seedSweep, seedTrainer, seedWebhook } from "./seeds.ts";
import { type Caller, createTestSite, type Person, type TestSite } from "./test-site.ts";

/** In every name and text that is private; nothing that others get may hold it. */
const SECRET = "Owl-parliament";

const ANSWERS = {
  classes: 10,
  labels: Uint8Array.of(3),
  top: Uint8Array.of(3, 1, 2),
  probabilities: Float32Array.of(0.5, 0.3, 0.2),
};

type Things = {
  sweep: string;
  pausedSweep: string;
  endedSweep: string;
  deletedSweep: string;
  run: string;
  ended: string;
  model: string;
  share: string;
  collection: string;
  deletedCollection: string;
  webhook: string;
  /** A message to it that was given up. */
  message: string;
  token: string;
  /** A model in no collection. */
  loose: string;
  paired: string;
  /** A run that waits, and another behind it. */
  waiting: string;
  trainer: string;
};

/** Who may come besides the owner. An administrator steers queue and trainers; of what people keep they get what anybody gets. */
const OTHERS = [
  "stranger",
  "administrator",
  "visitor",
  "visitor with the link",
  "stranger with the link",
  "visitor with another link",
] as const;
type Other = (typeof OTHERS)[number];

type Code = "OK" | "NOT_FOUND" | "UNAUTHORIZED" | "FORBIDDEN";
const [YES, NONE, SIGN_IN, NO] = ["OK", "NOT_FOUND", "UNAUTHORIZED", "FORBIDDEN"] as const;

/**
 * What others than the owner are answered, by what a procedure is about. The link is one to the runs in question, the other
 * link is one to another run of theirs.
 *
 * `own`: a thing of one person. `shown`: one of their runs, which a link shows. `model`: a model or a collection of them, here private ones.
 * `personal`: what whoever asks has. `personal-shown`: the same, or what a link shows. `report`: a student's work, or what a
 * link to a report shows. `public`: what everybody may see. `order`: the place of a run in the queue, which administrators
 * change too. `steer`: queue and trainers, which are nobody's own.
 */
const RIGHTS = {
  //                  stranger, administrator, visitor, visitor + link, stranger + link, visitor + another
  own: /*          */ [NONE, NONE, SIGN_IN, SIGN_IN, NONE, SIGN_IN],
  shown: /*        */ [NONE, NONE, SIGN_IN, YES, YES, NONE],
  model: /*        */ [NONE, NONE, NONE, NONE, NONE, NONE],
  personal: /*     */ [YES, YES, SIGN_IN, SIGN_IN, YES, SIGN_IN],
  "personal-shown": [YES, YES, SIGN_IN, YES, YES, YES],
  report: /*       */ [YES, YES, SIGN_IN, YES, YES, NONE],
  public: /*       */ [YES, YES, YES, YES, YES, YES],
  order: /*        */ [NONE, YES, SIGN_IN, SIGN_IN, NONE, SIGN_IN],
  steer: /*        */ [NO, YES, SIGN_IN, SIGN_IN, NO, SIGN_IN],
} as const satisfies Record<string, readonly Code[]>;

/** Where a link lets its holder read what is the owner's; nobody else is ever told of it. */
const SHOWN_BY_LINK: ReadonlySet<string> = new Set<keyof typeof RIGHTS>(["shown", "personal-shown", "report"]);

/** Where an administrator is told which runs of the owner's wait, or moves them, and no more. */
const KNOWN_TO_ADMINISTRATORS: ReadonlySet<string> = new Set(["trainers.move", "trainers.overview"]);

type Entry = { access: keyof typeof RIGHTS; call: (api: Caller, things: Things) => Promise<unknown> };

const spec = presetSpec("scratch");
const plan: SweepPlan = {
  v: 1,
  base: spec,
  method: { kind: "grid" },
  dimensions: [{ path: "batchSize", values: { kind: "list", values: [32, 64] } }],
  repetitions: 1,
  halving: null,
};

const ENTRIES: Record<string, Entry> = {
  "account.summary": { access: "personal", call: (api) => api.account.summary() },
  "collections.add": {
    access: "own",
    call: (api, { loose, collection }) =>
      api.collections.add({ modelId: loose, to: { kind: "existing", id: collection } }),
  },
  "collections.byId": { access: "model", call: (api, { collection }) => api.collections.byId({ id: collection }) },
  "collections.delete": { access: "own", call: (api, { collection }) => api.collections.delete({ id: collection }) },
  "collections.list": { access: "personal", call: (api) => api.collections.list({}) },
  "collections.remove": {
    access: "own",
    call: (api, { collection }) => api.collections.remove({ id: collection, number: 1 }),
  },
  "collections.removeAlias": {
    access: "own",
    call: (api, { collection }) => api.collections.removeAlias({ id: collection, alias: "production" }),
  },
  "collections.rename": {
    access: "own",
    call: (api, { collection }) => api.collections.rename({ id: collection, name: `${SECRET} 2` }),
  },
  "collections.restore": {
    access: "own",
    call: (api, { deletedCollection }) => api.collections.restore({ id: deletedCollection }),
  },
  "collections.setAlias": {
    access: "own",
    call: (api, { collection }) => api.collections.setAlias({ id: collection, alias: "staging", number: 1 }),
  },
  "collections.version": {
    access: "model",
    call: (api, { collection }) => api.collections.version({ id: collection, version: "production" }),
  },
  "comparisons.byIds": {
    access: "personal-shown",
    // What is not there is told by the id that was asked for.
    call: async (api, { run }) => (await api.comparisons.byIds({ ids: [run] })).runs,
  },
  "comparisons.pair": {
    access: "shown",
    call: (api, { ended, paired }) => api.comparisons.pair({ a: ended, b: paired }),
  },
  "datasets.byId": { access: "public", call: (api) => api.datasets.byId({ id: "cifar10" }) },
  "datasets.list": { access: "public", call: (api) => api.datasets.list() },
  "experiments.launch": {
    access: "personal",
    call: (api) => api.experiments.launch({ name: "Launched", spec, key: randomUUID() }),
  },
  "exports.byModel": { access: "model", call: (api, { model }) => api.exports.byModel({ id: model }) },
  "exports.prepare": { access: "own", call: (api, { model }) => api.exports.prepare({ id: model, format: "onnx" }) },
  "labs.answer": {
    access: "personal",
    call: (api) => api.labs.answer({ lab: "lab-2", question: "depth", text: SECRET }),
  },
  "labs.candidates": { access: "personal", call: (api) => api.labs.candidates({ lab: "lab-2", network: "scratch" }) },
  "labs.choose": {
    access: "own",
    call: (api, { ended }) => api.labs.choose({ lab: "lab-2", network: "scratch", runId: ended }),
  },
  "labs.launch": {
    access: "personal",
    call: (api) => api.labs.launch({ lab: "lab-2", networks: ["scratch"], key: randomUUID() }),
  },
  "labs.progress": { access: "public", call: (api) => api.labs.progress() },
  "labs.work": { access: "report", call: (api) => api.labs.work({ lab: "lab-2" }) },
  "launch.backbones": { access: "public", call: (api) => api.launch.backbones() },
  "launch.estimate": { access: "personal", call: (api) => api.launch.estimate({ spec }) },
  "launch.trainers": { access: "personal", call: (api) => api.launch.trainers() },
  "models.answers": { access: "model", call: (api, { model }) => api.models.answers({ id: model }) },
  "models.byId": { access: "model", call: (api, { model }) => api.models.byId({ id: model }) },
  "models.leaderboard": { access: "public", call: (api) => api.models.leaderboard() },
  "models.leaderboardCsv": { access: "public", call: (api) => api.models.leaderboardCsv() },
  "models.leaderboardPoints": { access: "public", call: (api) => api.models.leaderboardPoints() },
  "models.license": { access: "own", call: (api, { model }) => api.models.license({ id: model, licence: "MIT" }) },
  "models.rename": { access: "own", call: (api, { model }) => api.models.rename({ id: model, name: SECRET }) },
  "models.show": { access: "own", call: (api, { model }) => api.models.show({ id: model, visibility: "public" }) },
  "models.usable": { access: "public", call: (api) => api.models.usable({}) },
  "overview.public": { access: "public", call: (api) => api.overview.public() },
  "runs.again": { access: "own", call: (api, { ended }) => api.runs.again({ id: ended }) },
  "runs.audit": { access: "shown", call: (api, { run }) => api.runs.audit({ id: run }) },
  "runs.byId": { access: "shown", call: (api, { run }) => api.runs.byId({ id: run }) },
  "runs.cancel": { access: "own", call: (api, { run }) => api.runs.cancel({ id: run }) },
  "runs.cancelMany": { access: "own", call: (api, { run }) => api.runs.cancelMany({ ids: [run] }) },
  "runs.delete": { access: "own", call: (api, { ended }) => api.runs.delete({ id: ended }) },
  "runs.deleteMany": { access: "own", call: (api, { ended }) => api.runs.deleteMany({ ids: [ended] }) },
  "runs.events": { access: "shown", call: (api, { run }) => api.runs.events({ id: run }) },
  "runs.history": { access: "shown", call: (api, { run }) => api.runs.history({ id: run }) },
  "runs.layerDevelopment": { access: "shown", call: (api, { run }) => api.runs.layerDevelopment({ id: run }) },
  "runs.layerHistograms": {
    access: "shown",
    call: (api, { run }) => api.runs.layerHistograms({ id: run, layer: 0 }),
  },
  "runs.layers": { access: "shown", call: (api, { run }) => api.runs.layers({ id: run }) },
  "runs.page": { access: "personal", call: (api) => api.runs.page({ limit: 10 }) },
  "runs.list": { access: "personal", call: (api) => api.runs.list({}) },
  "runs.live": { access: "own", call: async (api, { run }) => firstOf(await api.runs.live({ id: run })) },
  "runs.note": { access: "own", call: (api, { run }) => api.runs.note({ id: run, note: "new" }) },
  "runs.predictions": { access: "shown", call: (api, { paired }) => api.runs.predictions({ id: paired }) },
  "runs.rename": { access: "own", call: (api, { run }) => api.runs.rename({ id: run, name: "new" }) },
  "runs.restore": { access: "own", call: (api, { ended }) => api.runs.restore({ id: ended }) },
  "runs.restoreMany": { access: "own", call: (api, { ended }) => api.runs.restoreMany({ ids: [ended] }) },
  "runs.select": { access: "personal", call: (api) => api.runs.select({}) },
  "runs.stop": { access: "own", call: (api, { run }) => api.runs.stop({ id: run }) },
  "series.epochs": { access: "personal-shown", call: (api, { run }) => api.series.epochs({ ids: [run] }) },
  "series.points": {
    access: "personal-shown",
    call: (api, { run }) => api.series.points({ ids: [run], metrics: ["loss"] }),
  },
  "series.since": {
    access: "personal-shown",
    call: (api, { run }) => api.series.since({ runs: [{ id: run, seq: 0, epoch: 0 }], metrics: ["loss"] }),
  },
  "shares.create": {
    access: "own",
    call: (api, { run }) => api.shares.create({ target: { kind: "run", runId: run } }),
  },
  "shares.list": { access: "personal", call: (api) => api.shares.list({}) },
  "shares.revoke": { access: "own", call: (api, { share }) => api.shares.revoke({ id: share }) },
  "runs.tagMany": { access: "own", call: (api, { run }) => api.runs.tagMany({ ids: [run], add: ["new"] }) },
  "runs.tags": { access: "personal", call: (api) => api.runs.tags() },
  "search.everything": { access: "public", call: (api) => api.search.everything({ query: "Owl" }) },
  "settings.public": { access: "public", call: (api) => api.settings.public() },
  "sweeps.audit": { access: "own", call: (api, { sweep }) => api.sweeps.audit({ id: sweep }) },
  "sweeps.byId": { access: "own", call: (api, { sweep }) => api.sweeps.byId({ id: sweep }) },
  "sweeps.cancel": { access: "own", call: (api, { sweep }) => api.sweeps.cancel({ id: sweep }) },
  "sweeps.delete": { access: "own", call: (api, { endedSweep }) => api.sweeps.delete({ id: endedSweep }) },
  "sweeps.estimate": { access: "personal", call: (api) => api.sweeps.estimate({ plan }) },
  "sweeps.launch": {
    access: "personal",
    call: (api) => api.sweeps.launch({ name: "Launched", plan, key: randomUUID() }),
  },
  "sweeps.list": { access: "personal", call: (api) => api.sweeps.list({}) },
  "sweeps.pause": { access: "own", call: (api, { sweep }) => api.sweeps.pause({ id: sweep }) },
  "sweeps.restore": { access: "own", call: (api, { deletedSweep }) => api.sweeps.restore({ id: deletedSweep }) },
  "sweeps.resume": { access: "own", call: (api, { pausedSweep }) => api.sweeps.resume({ id: pausedSweep }) },
  "sweeps.stop": { access: "own", call: (api, { sweep }) => api.sweeps.stop({ id: sweep }) },
  "trainers.audit": { access: "steer", call: (api) => api.trainers.audit() },
  "trainers.drain": { access: "steer", call: (api, { trainer }) => api.trainers.drain({ id: trainer, drained: true }) },
  "trainers.move": { access: "order", call: (api, { waiting }) => api.trainers.move({ id: waiting, before: null }) },
  "trainers.overview": { access: "personal", call: (api) => api.trainers.overview() },
  "trainers.pauseQueue": { access: "steer", call: (api) => api.trainers.pauseQueue() },
  "trainers.resumeQueue": { access: "steer", call: (api) => api.trainers.resumeQueue() },
  "trainers.setDailyTime": { access: "steer", call: (api) => api.trainers.setDailyTime({ secondsPerDay: 3600 }) },
  "trainers.waits": { access: "personal", call: (api) => api.trainers.waits({ by: "hour" }) },
  "tokens.create": {
    access: "personal",
    call: (api) => api.tokens.create({ name: "New", scopes: ["read"], days: 1 }),
  },
  "tokens.current": { access: "personal", call: (api) => api.tokens.current() },
  "tokens.list": { access: "personal", call: (api) => api.tokens.list() },
  "tokens.revoke": { access: "own", call: (api, { token }) => api.tokens.revoke({ id: token }) },
  "webhooks.change": {
    access: "own",
    call: (api, { webhook }) => api.webhooks.change({ id: webhook, enabled: false }),
  },
  "webhooks.create": {
    access: "personal",
    call: (api) => api.webhooks.create({ url: "https://example.org/", events: ["run.failed"] }),
  },
  "webhooks.delete": { access: "own", call: (api, { webhook }) => api.webhooks.delete({ id: webhook }) },
  "webhooks.deliveries": { access: "own", call: (api, { webhook }) => api.webhooks.deliveries({ id: webhook }) },
  "webhooks.list": { access: "personal", call: (api) => api.webhooks.list() },
  "webhooks.ping": { access: "own", call: (api, { webhook }) => api.webhooks.ping({ id: webhook }) },
  "webhooks.redeliver": {
    access: "own",
    call: (api, { message }) => api.webhooks.redeliver({ deliveryId: message }),
  },
};

/** What a program may call with a token that has this scope alone; all else it may call with no token. */
const WITH_TOKEN: Record<ApiScope | "any", readonly string[]> = {
  any: ["tokens.current"],
  read: [
    "exports.byModel",
    "models.byId",
    "models.leaderboard",
    "runs.byId",
    "runs.events",
    "runs.history",
    "runs.live",
    "runs.page",
  ],
  runs: ["experiments.launch", "runs.cancel", "runs.stop"],
  models: ["exports.prepare", "models.show"],
};

async function firstOf(updates: AsyncIterable<unknown>): Promise<unknown> {
  for await (const update of updates) return update;
  return undefined;
}

let site: TestSite;
let administrator: Person;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  // Whoever signs up first is that.
  administrator = await site.signUp();
  owner = await site.signUp();
  stranger = await site.signUp();
});
afterAll(() => site.close());

/** Private things of the owner, fresh for each procedure. */
async function makeThings(): Promise<Things> {
  const { services } = site;
  await services.prisma.experiment.deleteMany();
  await services.prisma.sweep.deleteMany();
  await services.prisma.share.deleteMany();
  // The walk is faster than people are.
  await services.prisma.rateLimit.deleteMany();
  await services.prisma.queueState.updateMany({ data: { pausedAt: null, secondsPerDay: 86_400 } });
  await services.prisma.trainer.deleteMany();
  await services.prisma.collection.deleteMany();
  const trainer = await seedTrainer(services);
  const run = await seedRun(services, owner.viewer.id, {
    name: SECRET,
    tags: [SECRET],
    note: SECRET,
    state: "running",
    trainerId: trainer.id,
  });
  await seedEvents(services, run, 1, [log(SECRET)]);
  const { runId, modelId } = await seedModel(services, owner.viewer.id, { name: SECRET });
  await services.prisma.labWork.deleteMany();
  await services.prisma.labWork.create({
    data: { ownerId: owner.viewer.id, lab: "lab-2", runs: { scratch: runId }, answers: { depth: SECRET } },
  });
  const { id } = await site.as(owner).shares.create({ target: { kind: "run", runId } });
  const { sha256 } = await services.store.put(encodeTestPredictions(ANSWERS));
  const paired = await seedRun(services, owner.viewer.id, { predictionsSha256: sha256, state: "succeeded" });
  await services.prisma.run.update({ where: { id: runId }, data: { predictionsSha256: sha256 } });
  const sweep = await seedSweep(services, owner.viewer.id, { name: SECRET, plan });
  const pausedSweep = await seedSweep(services, owner.viewer.id, { name: SECRET, plan, state: "paused" });
  const endedSweep = await seedSweep(services, owner.viewer.id, { name: SECRET, plan });
  const deletedSweep = await seedSweep(services, owner.viewer.id, { name: SECRET, plan });
  const deletedAt = new Date();
  await services.prisma.run.updateMany({
    where: { sweepId: { in: [endedSweep, deletedSweep] } },
    data: { state: "succeeded" },
  });
  await services.prisma.run.updateMany({ where: { sweepId: deletedSweep }, data: { deletedAt } });
  await services.prisma.sweep.update({ where: { id: deletedSweep }, data: { deletedAt } });
  const collection = await seedCollection(services, owner.viewer.id, SECRET, [modelId]);
  const deletedCollection = await seedCollection(services, owner.viewer.id, `${SECRET}, deleted`, []);
  await services.prisma.collection.update({ where: { id: deletedCollection }, data: { deletedAt } });
  const loose = (await seedModel(services, owner.viewer.id, { name: SECRET })).modelId;
  const waiting = await seedRun(services, owner.viewer.id, { name: SECRET });
  await seedRun(services, owner.viewer.id, { name: SECRET });
  await services.prisma.apiToken.deleteMany();
  await services.prisma.webhook.deleteMany();
  const webhook = await seedWebhook(services, owner.viewer.id, { url: `https://example.org/${SECRET}` });
  const { id: message } = await services.prisma.webhookDelivery.create({
    data: { webhookId: webhook, event: "ping", payload: { SECRET }, state: "failed", createdAt: new Date() },
  });
  const token = (await site.as(owner).tokens.create({ name: SECRET, scopes: ["read"], days: 1 })).id;
  return {
    collection,
    deletedCollection,
    loose,
    waiting,
    trainer: trainer.id,
    sweep,
    pausedSweep,
    endedSweep,
    deletedSweep,
    run,
    ended: runId,
    model: modelId,
    share: id,
    paired,
    webhook,
    message,
    token,
  };
}

/** The API as each of the others sees it. */
async function callersFor(name: string, { run, ended, paired }: Things): Promise<Record<Other, Caller>> {
  const shares = site.as(owner).shares;
  const target =
    name === "labs.work"
      ? { kind: "report" as const, lab: "lab-2", runIds: [ended] }
      : { kind: "comparison" as const, runIds: [run, ended, paired], view: "" };
  const { path } = await shares.create({ target });
  const another = await seedRun(site.services, owner.viewer.id);
  const elsewhere = await shares.create({ target: { kind: "run", runId: another } });
  return {
    stranger: site.as(stranger),
    administrator: site.as(administrator),
    visitor: site.as(null),
    "visitor with the link": await site.via(path),
    "stranger with the link": await site.via(path, stranger),
    "visitor with another link": await site.via(elsewhere.path),
  };
}

/** What only the owner is told; trainers are everybody's. */
const secretsOf = ({ trainer: _, ...things }: Things): string[] => [
  SECRET,
  owner.email,
  owner.viewer.id,
  ...Object.values(things),
];

/** All that the owner has, to see that nobody else changed it. */
const stateOf = async () => {
  const where = { ownerId: owner.viewer.id };
  const { prisma } = site.services;
  return JSON.stringify(
    [
      await prisma.experiment.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.run.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.model.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.modelExport.findMany({ where: { model: where }, orderBy: { format: "asc" } }),
      await prisma.collection.findMany({ where, include: { versions: { include: { aliases: true } } } }),
      await prisma.sweep.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.labWork.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.share.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.auditEntry.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.apiToken.findMany({ where, orderBy: { id: "asc" } }),
      await prisma.webhook.findMany({ where, include: { deliveries: true } }),
    ],
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
};

const answerOf = async (call: Promise<unknown>) => {
  try {
    return { code: "OK", text: JSON.stringify(await call) ?? "" };
  } catch (error) {
    if (error instanceof TRPCError) return { code: error.code, text: error.message };
    throw error;
  }
};

describe("every procedure", () => {
  it("has an entry here", () => {
    expect(Object.keys(ENTRIES).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
  });

  describe.each(Object.entries(ENTRIES))("%s", (name, { access, call }) => {
    it("serves its owner", async () => {
      const things = await makeThings();
      // The queue and trainers are administrators' to steer.
      const whose = access === "steer" ? administrator : owner;
      expect((await answerOf(call(site.as(whose), things))).code).toBe("OK");
    });

    it("answers all others as their rights say, and does nothing to what is the owner's", async () => {
      const things = await makeThings();
      const callers = await callersFor(name, things);
      let before = await stateOf();
      const answers: Partial<Record<Other, string>> = {};
      for (const who of OTHERS) {
        const { code, text } = await answerOf(call(callers[who], things));
        answers[who] = code;
        const isShown = SHOWN_BY_LINK.has(access) && who.endsWith("with the link");
        const mayOrder = KNOWN_TO_ADMINISTRATORS.has(name) && who === "administrator";
        const hidden = secretsOf(things).filter((id) => !mayOrder || id !== things.waiting);
        const secrets = isShown ? [owner.email] : hidden;
        for (const secret of secrets) expect(text, `what a ${who} is told`).not.toContain(secret);
        if (mayOrder && access === "order") before = await stateOf();
        else expect(await stateOf(), `the owner's things after a ${who}`).toBe(before);
      }
      expect(answers).toEqual(Object.fromEntries(OTHERS.map((who, i) => [who, RIGHTS[access][i]])));
    });
  });

  it("tells and does nothing of the owner's to a visitor with a link to another model of theirs", async () => {
    const things = await makeThings();
    const { modelId } = await seedModel(site.services, owner.viewer.id, { byLink: true });
    const { path } = await site.as(owner).shares.create({ target: { kind: "model", modelId } });
    const api = await site.via(path);
    const before = await stateOf();
    for (const [name, { access, call }] of Object.entries(ENTRIES)) {
      const { code, text } = await answerOf(call(api, things));
      expect(code, name).toBe(RIGHTS[access][OTHERS.indexOf("visitor with another link")]);
      for (const secret of secretsOf(things)) expect(text, name).not.toContain(secret);
    }
    expect(await stateOf()).toBe(before);
  });

  it("lets a program call what its token is for, and nothing else", async () => {
    const may = (name: string, scope: ApiScope) => WITH_TOKEN.any.includes(name) || WITH_TOKEN[scope].includes(name);
    const refused = await makeThings();
    const before = await stateOf();
    for (const [name, { call }] of Object.entries(ENTRIES)) {
      for (const scope of API_SCOPES.filter((one) => !may(name, one))) {
        const { code } = await answerOf(call(site.program(owner, [scope]), refused));
        expect(code, `${name} with the scope ${scope}`).toBe("FORBIDDEN");
      }
      if (API_SCOPES.some((scope) => may(name, scope))) continue;
      expect((await answerOf(call(site.program(owner, API_SCOPES), refused))).code, name).toBe("FORBIDDEN");
    }
    expect(await stateOf()).toBe(before);
    for (const [name, { call }] of Object.entries(ENTRIES)) {
      for (const scope of API_SCOPES.filter((one) => may(name, one))) {
        const { code } = await answerOf(call(site.program(owner, [scope]), await makeThings()));
        expect(code, `${name} with the scope ${scope}`).toBe("OK");
      }
    }
  });

  it("would be caught telling a secret", async () => {
    const things = await makeThings();
    await site.as(owner).models.show({ id: things.model, visibility: "public" });
    expect((await answerOf(site.as(null).models.leaderboard())).text).toContain(SECRET);
  });
});
