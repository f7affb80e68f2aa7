/** Webhooks as their owner handles them, and which messages what they do writes. A trainer sends them: trainer/webhooks. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { WEBHOOK_LIMITS } from "#domain/limits";
import { seedModel, seedRun, seedTrainer, seedWebhook } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());

it("lead to the public internet by HTTPS alone, unless the operator allows more", async () => {
  const { webhooks } = site.as(person);
  const create = (url: string) => webhooks.create({ url, events: ["run.failed"] });
  for (const url of ["http://example.org/", "ftp://example.org/", "example.org", "https://user:word@example.org/"]) {
    await expect(create(url), url).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { field: "url" } });
  }
  const { id, secret } = await create("https://example.org/hook");
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify(await webhooks.list())).not.toContain(secret.slice("whsec_".length));
  await webhooks.delete({ id });
  for (let i = 0; i < WEBHOOK_LIMITS.webhooks; i++) await create(`https://example.org/${i}`);
  await expect(create("https://example.org/more")).rejects.toThrow(/5 webhooks/);
});

it("are told of what their owner does, in the transaction that does it, and of nothing else", async () => {
  const owner = await site.signUp();
  const { services } = site;
  const all = await seedWebhook(services, owner.viewer.id);
  const one = await seedWebhook(services, owner.viewer.id, { events: ["model.published"] });
  await seedWebhook(services, owner.viewer.id, { disabledAt: new Date() });
  const waiting = await seedRun(services, owner.viewer.id, { name: "Waits" });
  const trainer = await seedTrainer(services);
  const running = await seedRun(services, owner.viewer.id, { state: "running", trainerId: trainer.id });
  const { modelId } = await seedModel(services, owner.viewer.id);
  const api = site.as(owner);
  await api.runs.cancel({ id: waiting });
  // A trainer has to end it first.
  await api.runs.cancel({ id: running });
  await api.models.show({ id: modelId, visibility: "public" });
  await api.models.show({ id: modelId, visibility: "public" });
  await api.models.show({ id: modelId, visibility: "link" });
  await site
    .as(person)
    .models.show({ id: modelId, visibility: "public" })
    .catch(() => {});

  const told = async (id: string) => (await api.webhooks.deliveries({ id })).map(({ event }) => event).reverse();
  expect(await told(all)).toEqual(["run.cancelled", "model.published", "model.withdrawn"]);
  expect(await told(one)).toEqual(["model.published"]);
  const last = (await api.webhooks.deliveries({ id: all })).at(-1);
  expect(JSON.parse(last?.payload ?? "")).toMatchObject({
    type: "run.cancelled",
    data: { id: waiting, name: "Waits", state: "cancelled", modelId: null },
  });
  expect(await services.prisma.webhookDelivery.count()).toBe(4);
});

it("are tested, switched off and on, and told once more", async () => {
  const owner = await site.signUp();
  const { webhooks } = site.as(owner);
  const id = await seedWebhook(site.services, owner.viewer.id);
  await webhooks.ping({ id });
  const [ping] = await webhooks.deliveries({ id });
  expect(ping).toMatchObject({ event: "ping", state: "waiting", attempts: 0 });
  const again = { deliveryId: ping?.id ?? "" };
  await expect(webhooks.redeliver(again)).rejects.toThrow(/waits to be sent already/);

  await webhooks.change({ id, enabled: false });
  expect(await webhooks.deliveries({ id })).toMatchObject([
    { state: "failed", error: expect.stringMatching(/switched off/) },
  ]);
  await expect(webhooks.redeliver(again)).rejects.toThrow(/Switch it on first/);
  await webhooks.change({ id, enabled: true, events: ["run.failed"] });
  expect(await webhooks.list()).toMatchObject([{ disabledAt: null, events: ["run.failed"] }]);
  await webhooks.redeliver(again);
  expect(await webhooks.deliveries({ id })).toMatchObject([{ state: "waiting", error: null }]);
});
