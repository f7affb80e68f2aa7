import { setTimeout as sleep } from "node:timers/promises";
import type { EventsAnswer, RunDetailAnswer } from "#domain/api/resources";
import { API_LIMITS } from "#domain/limits";
import type { Client } from "../client.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { RunView } from "../run-view.ts";
import { printJson, say } from "../terminal.ts";

type Event = EventsAnswer["events"][number];

/** Milliseconds between two tries to reach a site that was reached before. */
const RETRY_INTERVAL = 3_000;

/**
 * Follows a run to its end: drawn anew on a terminal, one line per event elsewhere, or events as JSON. What happened before
 * is told too.
 *
 * @throws CommandError when it does not succeed
 */
export async function watch(client: Client, id: string, { json = false }: { json?: boolean }): Promise<void> {
  const view = json ? null : new RunView(await client.call("getRun", { params: { id } }), process.stdout);
  for await (const event of follow(client, id)) {
    if (json) printJson(event);
    else view?.show(event);
  }
  const run = await client.call("getRun", { params: { id } });
  if (json) printJson({ type: "run", ...run });
  else view?.end(run);
  if (run.state !== "succeeded") throw new CommandError(endOf(run));
}

const endOf = ({ state, failureMessage }: RunDetailAnswer): string =>
  state === "failed" ? `The run failed: ${failureMessage}` : "The run was cancelled.";

/** All events of a run, until it is over; a connection that is lost is taken up again where it was. */
async function* follow(client: Client, id: string): AsyncGenerator<Event, void> {
  let after = 0;
  let isLost = false;
  while (true) {
    try {
      const wait = API_LIMITS.waitSeconds.max;
      const page = await client.call("listRunEvents", { params: { id }, query: { after, limit: 2000, wait } });
      if (isLost) say("The connection is back.");
      isLost = false;
      yield* page.events;
      after = page.next;
      if (page.complete) return;
    } catch (error) {
      if (!(error instanceof CommandError) || error.status !== EXIT.unreachable) throw error;
      if (!isLost) say(`${error.message} Trying again.`);
      isLost = true;
      await sleep(RETRY_INTERVAL);
    }
  }
}
