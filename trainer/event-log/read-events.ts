import { readFile } from "node:fs/promises";
import { type RunEvent, runEvent } from "#domain/runs/events";

/**
 * The events of a log file, one JSON object per line, numbered from 1 without a gap; none when there is no file. A process
 * that was killed while writing leaves a torn last line: reading ends before the first line that is not whole or does not
 * continue the numbers.
 */
export async function readEvents(file: string): Promise<RunEvent[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const events: RunEvent[] = [];
  for (const line of completeLines(text)) {
    const event = parseEvent(line);
    if (event?.seq !== events.length + 1) break;
    events.push(event);
  }
  return events;
}

/** Lines that end with a line feed; what follows the last one is still being written, or never will be. */
export const completeLines = (text: string): string[] => text.split("\n").slice(0, -1);

/** The event of one line, or null when it is none. */
export function parseEvent(line: string): RunEvent | null {
  try {
    return runEvent.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
