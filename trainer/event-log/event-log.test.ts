import { appendFile, mkdtemp, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { EventLog } from "./event-log.ts";
import { EventLogTail } from "./event-log-tail.ts";
import { readEvents } from "./read-events.ts";
import { reconcileEvents } from "./reconcile-events.ts";
import { writeEvents } from "./write-events.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-log-"));
  file = join(folder, "run", "events.jsonl");
});

afterEach(() => rm(folder, { recursive: true }));

const say = (message: string): RunEventData => ({ type: "log", level: "info", message });
const messages = (events: readonly RunEvent[]) =>
  events.map(({ seq, data }) => `${seq} ${data.type === "log" ? data.message : data.type}`);

async function openLog(at = 1000): Promise<EventLog> {
  return EventLog.open(file, () => at);
}

describe("the log of a run", () => {
  it("numbers events from 1 and goes on where it ended", async () => {
    await writeEvents(file, []);
    const first = await openLog();
    first.append(say("a"), say("b"));
    first.close();
    const second = await openLog(2000);
    second.append(say("c"));
    second.close();
    const events = await readEvents(file);
    expect(messages(events)).toEqual(["1 a", "2 b", "3 c"]);
    expect(events.map(({ at }) => at)).toEqual([1000, 1000, 2000]);
  });

  it("is empty when there is no file", async () => {
    expect(await readEvents(file)).toEqual([]);
  });

  it("ends before a line that was torn", async () => {
    await writeEvents(file, []);
    const log = await openLog();
    log.append(say("a"), say("b"));
    log.close();
    await truncate(file, (await readFile(file)).length - 3);
    expect(messages(await readEvents(file))).toEqual(["1 a"]);
  });

  it("ends before a line that is no event, and before a gap", async () => {
    await writeEvents(file, [{ seq: 1, at: 1, data: say("a") }]);
    await appendFile(file, "\u0000\u0000\n");
    expect(messages(await readEvents(file))).toEqual(["1 a"]);
    await writeEvents(file, [
      { seq: 1, at: 1, data: say("a") },
      { seq: 3, at: 1, data: say("c") },
    ]);
    expect(messages(await readEvents(file))).toEqual(["1 a"]);
  });

  it("is out of reach of a writer from before it was written anew", async () => {
    await writeEvents(file, []);
    const old = await openLog();
    old.append(say("a"));
    await writeEvents(file, await readEvents(file));
    const current = await openLog();
    old.append(say("of a process that should be dead"));
    current.append(say("b"));
    old.close();
    current.close();
    expect(messages(await readEvents(file))).toEqual(["1 a", "2 b"]);
  });

  it("can be followed while it is written, whole lines at a time", async () => {
    await writeEvents(file, [{ seq: 1, at: 1, data: say("a") }]);
    const tail = await EventLogTail.open(file);
    expect(messages(await tail.read())).toEqual(["1 a"]);
    const line = JSON.stringify({ seq: 2, at: 2, data: say("ü") });
    const bytes = Buffer.from(`${line}\n`);
    await appendFile(file, bytes.subarray(0, bytes.indexOf("ü") + 1));
    expect(await tail.read()).toEqual([]);
    await appendFile(file, bytes.subarray(bytes.indexOf("ü") + 1));
    expect(messages(await tail.read())).toEqual(["2 ü"]);
    expect(await tail.read()).toEqual([]);
    await tail.close();
  });
});

describe("reconcileEvents", () => {
  const event = (seq: number, at: number): RunEvent => ({ seq, at, data: say(`${seq}`) });

  it("keeps the log's rest when the database has its beginning", () => {
    const logged = [event(1, 1), event(2, 2), event(3, 3)];
    expect(reconcileEvents(logged.slice(0, 2), logged)).toEqual(logged);
    expect(reconcileEvents([], logged)).toEqual(logged);
  });

  it("drops the log's rest when another trainer went on", () => {
    const shipped = [event(1, 1), event(2, 20)];
    expect(reconcileEvents(shipped, [event(1, 1), event(2, 2), event(3, 3)])).toEqual(shipped);
    expect(reconcileEvents(shipped, [event(1, 1)])).toEqual(shipped);
    expect(reconcileEvents(shipped, [])).toEqual(shipped);
  });
});
