import { randomUUID } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { RunEvent } from "#domain/runs/events";
import { stringifyMeasured } from "#domain/runs/stringify-measured";

export const eventLine = (event: RunEvent): string => `${stringifyMeasured(event)}\n`;

/**
 * Makes `file` hold exactly `events`, as a new file. Each attempt at a run begins with this: a process of an earlier
 * attempt that is not quite dead yet goes on writing into the old file, which nobody reads any more.
 */
export async function writeEvents(file: string, events: readonly RunEvent[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}`;
  const handle = await open(temporary, "wx");
  try {
    await handle.writeFile(events.map(eventLine).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
