import { storableText } from "../event-log/storable-text.ts";

type Fields = Record<string, string | number | null | undefined>;

/** Writes one line of JSON to stderr. Fields hold names, numbers and reasons; never addresses with passwords in them. */
export function logLine(level: "info" | "warn" | "error", message: string, fields: Fields = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** What went wrong, in one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // Prisma puts the cause last, under its own call site.
  return storableText(text.trim().split("\n").at(-1)?.trim() ?? "", 500);
}
