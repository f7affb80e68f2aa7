import type { Client } from "../client.ts";
import { printJson, say } from "../terminal.ts";

/** Cancels a run, or with `stop` lets its epoch end and keeps the model. */
export async function endRun(
  client: Client,
  id: string,
  { stop = false, json = false }: { stop?: boolean; json?: boolean },
): Promise<void> {
  await client.call(stop ? "stopRun" : "cancelRun", { params: { id } });
  if (json) {
    const { state, command } = await client.call("getRun", { params: { id } });
    printJson({ runId: id, state, command });
  } else say(stop ? "The run ends after its current epoch." : "The run is cancelled.");
}
