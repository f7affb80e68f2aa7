/** Messages to webhooks, sent to a receiver that listens on a real port. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WEBHOOK_LIMITS } from "#domain/limits";
import { DELIVERY_ATTEMPTS } from "#domain/webhooks/retry-schedule";
import type { WebhookTargets } from "#domain/webhooks/webhook-fields";
import { recordPing, recordRunEnds } from "#prisma/record-webhook-messages";
import { Workplace } from "../test/workplace.ts";
import { deliverMessages } from "./deliver-messages.ts";

const SECRET = Buffer.alloc(32, 7).toString("base64");
const HOUR_MS = 3_600_000;
const OWNER = "owner";

let place: Workplace;
let receiver: Server;
let address: string;
let received: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
/** What the receiver answers. */
let answer: { status: number; location?: string };
/** In place of an answer. */
let onArrival: (() => void) | null = null;
let time: Date;

beforeAll(async () => {
  place = await Workplace.open();
  receiver = createServer(async (request, response) => {
    received.push({ path: request.url, headers: request.headers, body: await text(request) });
    if (onArrival) return onArrival();
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end("seen");
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await place.close();
});
beforeEach(async () => {
  await place.prisma.webhook.deleteMany();
  received = [];
  answer = { status: 204 };
  time = new Date();
});

const webhook = async (url = `${address}/hook`) => {
  const data = { ownerId: OWNER, url, secret: SECRET, events: ["run.succeeded", "run.failed"], createdAt: time };
  return (await place.prisma.webhook.create({ data })).id;
};

const deliver = (targets: WebhookTargets = "any", signal = new AbortController().signal) =>
  deliverMessages({ prisma: place.prisma, targets, now: () => time, chance: () => 0 }, signal);

const messages = (webhookId: string) =>
  place.prisma.webhookDelivery.findMany({ where: { webhookId }, orderBy: { createdAt: "asc" } });

/** A run that has ended, of which the webhooks are told. */
async function endedRun(state: "succeeded" | "failed"): Promise<string> {
  const id = await place.launch();
  await place.prisma.run.update({ where: { id }, data: { state, testAccuracy: 0.5 } });
  await recordRunEnds(place.prisma, [id], time);
  return id;
}

describe("a message", () => {
  it("arrives once, signed as the standard has it, and says how the run ended", async () => {
    const id = await webhook();
    const runId = await endedRun("succeeded");
    await deliver();
    await deliver();
    expect(received).toHaveLength(1);
    const [{ headers, body, path } = { headers: {}, body: "", path: "" }] = received;
    expect(path).toBe("/hook");
    const verified = new Webhook(SECRET).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({ type: "run.succeeded", data: { id: runId, testAccuracy: 0.5 } });
    expect(() => new Webhook(SECRET).verify(`${body} `, headers as Record<string, string>)).toThrow();
    expect(await messages(id)).toMatchObject([{ state: "delivered", attempts: 1, status: 204, error: null }]);
    expect((await messages(id))[0]?.id).toBe(headers["webhook-id"]);
  });

  it("is tried again until it is accepted, under the same identifier", async () => {
    const id = await webhook();
    await endedRun("failed");
    answer = { status: 500 };
    await deliver();
    expect(await messages(id)).toMatchObject([
      { state: "waiting", attempts: 1, status: 500, error: expect.stringMatching(/answered 500/) },
    ]);
    await deliver();
    expect(received).toHaveLength(1);
    time = new Date(time.getTime() + 5_000);
    answer = { status: 200 };
    await deliver();
    expect(await messages(id)).toMatchObject([{ state: "delivered", attempts: 2 }]);
    expect(received[1]?.headers["webhook-id"]).toBe(received[0]?.headers["webhook-id"]);
  });

  it("is not sent on where a redirect points", async () => {
    const id = await webhook();
    await endedRun("failed");
    answer = { status: 302, location: `${address}/elsewhere` };
    await deliver();
    expect(received.map(({ path }) => path)).toEqual(["/hook"]);
    expect(await messages(id)).toMatchObject([
      { state: "waiting", status: 302, error: expect.stringMatching(/redirects are not followed/) },
    ]);
  });

  it.each(["", "localhost"])("goes to no private address, by number or by name %s", async (name) => {
    const id = await webhook(address.replace("http:", "https:").replace("127.0.0.1", name || "127.0.0.1"));
    await endedRun("failed");
    await deliver("public");
    expect(received).toEqual([]);
    expect(await messages(id)).toMatchObject([
      { status: null, error: expect.stringMatching(/not on the public internet/) },
    ]);
  });

  it("that tests is tried once", async () => {
    const id = await webhook("http://127.0.0.1:1/");
    await recordPing(place.prisma, id, time);
    await deliver();
    expect(await messages(id)).toMatchObject([
      { event: "ping", state: "failed", attempts: 1, error: expect.stringMatching(/Nothing listens/) },
    ]);
    expect(await place.prisma.webhook.findUnique({ where: { id } })).toMatchObject({ disabledAt: null });
  });

  it("is left to another when its trainer ends, and taken up when one has died", async () => {
    const id = await webhook();
    await endedRun("failed");
    const ending = new AbortController();
    onArrival = () => ending.abort();
    await deliver("any", ending.signal);
    onArrival = null;
    expect(received).toHaveLength(1);
    expect(await messages(id)).toMatchObject([{ state: "waiting", attempts: 0 }]);
    // One has it, and says nothing any more.
    await place.prisma.webhook.update({ where: { id }, data: { busyUntil: new Date(time.getTime() + 60_000) } });
    await deliver();
    expect(received).toHaveLength(1);
    time = new Date(time.getTime() + 60_001);
    await deliver();
    expect(received).toHaveLength(2);
  });
});

describe("a webhook", () => {
  it("that takes nothing for a day is switched off, and its owner can read why", async () => {
    const id = await webhook();
    await endedRun("failed");
    answer = { status: 503 };
    for (let i = 0; i < DELIVERY_ATTEMPTS; i++) {
      await deliver();
      time = new Date(time.getTime() + 10 * HOUR_MS);
    }
    await deliver();
    expect(received).toHaveLength(DELIVERY_ATTEMPTS);
    expect(await messages(id)).toMatchObject([{ state: "failed", nextAttemptAt: null }]);
    expect(await place.prisma.webhook.findUnique({ where: { id } })).toMatchObject({
      disabledAt: expect.any(Date),
      disabledReason: expect.stringMatching(/no message for more than a day.*503/),
    });
    await endedRun("failed");
    expect(await messages(id)).toHaveLength(1);
  });

  it("that says it is gone gets nothing more", async () => {
    const id = await webhook();
    await endedRun("failed");
    await endedRun("succeeded");
    answer = { status: 410 };
    await deliver();
    expect(received).toHaveLength(1);
    expect(await messages(id)).toMatchObject([{ state: "failed" }, { state: "failed" }]);
  });

  it("holds up no other, and keeps a log of so many messages", async () => {
    const slow = await webhook();
    const id = await webhook(`${address}/other`);
    await place.prisma.webhook.update({ where: { id: slow }, data: { busyUntil: new Date(time.getTime() + 60_000) } });
    await endedRun("failed");
    await deliver();
    expect(received.map(({ path }) => path)).toEqual(["/other"]);
    const old = { webhookId: id, event: "ping", payload: {}, state: "delivered" as const };
    const createdAt = new Date(time.getTime() - HOUR_MS);
    await place.prisma.webhookDelivery.createMany({
      data: Array.from({ length: WEBHOOK_LIMITS.log + 5 }, () => ({ ...old, createdAt })),
    });
    await recordPing(place.prisma, id, time);
    await deliver();
    expect(await messages(id)).toHaveLength(WEBHOOK_LIMITS.log);
  });
});
