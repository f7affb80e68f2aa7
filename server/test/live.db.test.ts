import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ended, log, seedEvents, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
let leaving: AbortController;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterEach(() => leaving.abort());
afterAll(() => site.close());

type Update = { id: string; data: { events: { seq: number }[]; run: { state: string } } };

/** Watches a run as a browser does, from the event after `lastEventId`. */
async function watch(id: string, lastEventId?: string) {
  leaving = new AbortController();
  const updates = await site.as(person, leaving.signal).runs.live({ id, lastEventId });
  return toUpdates(updates)[Symbol.asyncIterator]();
}

/** A caller hands out what the link would send: the number, and the data with it. */
async function* toUpdates(updates: AsyncIterable<unknown>): AsyncGenerator<Update> {
  for await (const update of updates) {
    const [id, data] = update as [Update["id"], Update["data"]];
    yield { id, data };
  }
}

async function readAll(updates: AsyncIterator<Update>) {
  const seen: number[] = [];
  let state = "";
  for (let next = await updates.next(); !next.done; next = await updates.next()) {
    seen.push(...next.value.data.events.map(({ seq }) => seq));
    state = next.value.data.run.state;
  }
  return { seen, state };
}

const count = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const logs = (n: number) => count(n).map((i) => log(`event ${i}`));
const finish = async (id: string, seq: number) => {
  await site.services.prisma.run.update({ where: { id }, data: { state: "succeeded", finishedAt: new Date() } });
  await seedEvents(site.services, id, seq, [ended("succeeded")]);
};

describe("runs.live", () => {
  it("replays, follows, and ends when the run has ended and all was sent", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, logs(3));
    const updates = await watch(id);
    const first = await updates.next();
    expect(first.value).toMatchObject({ id: "3", data: { run: { state: "running" } } });

    await seedEvents(site.services, id, 4, logs(2));
    const second = await updates.next();
    expect(second.value.data.events.map(({ seq }: { seq: number }) => seq)).toEqual([4, 5]);
    // The state changes before the last event arrives: nothing may be lost for it.
    await finish(id, 6);
    expect(await readAll(updates)).toEqual({ seen: [6], state: "succeeded" });
  });

  it("goes on where a broken connection ended, without gap or repeat", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, logs(5));
    await finish(id, 6);
    expect(await readAll(await watch(id, "3"))).toMatchObject({ seen: [4, 5, 6] });
    expect(await readAll(await watch(id, "6"))).toEqual({ seen: [], state: "succeeded" });
  });

  it("takes a number beyond the last event for the last, also beside other watchers", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, logs(2));
    const beyond = await watch(id, "999999999");
    expect((await beyond.next()).value).toMatchObject({ id: "2", data: { events: [] } });
    const other = await watch(id);
    expect((await other.next()).value.data.events).toHaveLength(2);
    await finish(id, 3);
    const [a, b] = await Promise.all([readAll(beyond), readAll(other)]);
    expect([a.seen, b.seen]).toEqual([[3], [3]]);
    await expect(site.as(person).runs.events({ id, after: 2 ** 31 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("sends a long history whole, in pages", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, logs(5000));
    await finish(id, 5001);
    expect(await readAll(await watch(id))).toEqual({ seen: count(5001), state: "succeeded" });
  });

  it("serves watchers at different places from one poller", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, logs(4));
    const late = await watch(id, "4");
    await late.next();
    const early = await watch(id);
    const middle = await watch(id, "2");
    const writing = (async () => {
      for (let seq = 5; seq < 15; seq++) await seedEvents(site.services, id, seq, [log("more")]);
      await finish(id, 15);
    })();
    const [a, b, c] = await Promise.all([readAll(late), readAll(early), readAll(middle), writing]);
    expect(a.seen).toEqual(count(15).slice(4));
    expect(b.seen).toEqual(count(15));
    expect(c.seen).toEqual(count(15).slice(2));
  });

  it("ends a run that was cancelled before it had any event", async () => {
    const id = await seedRun(site.services, person.viewer.id);
    const updates = await watch(id);
    expect((await updates.next()).value.data.run.state).toBe("queued");
    await site.as(person).runs.cancel({ id });
    expect(await readAll(updates)).toEqual({ seen: [], state: "cancelled" });
  });

  it("lets go when the watcher leaves", async () => {
    const id = await seedRun(site.services, person.viewer.id, { state: "running" });
    const updates = await watch(id);
    await updates.next();
    const waiting = updates.next();
    leaving.abort();
    expect((await waiting).done).toBe(true);
  });
});
