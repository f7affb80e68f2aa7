/**
 * The log of web app and trainer: lines of JSON on standard error, each with time, level and message. What belongs to a
 * request or a run names it. Secrets and addresses of people are struck out, wherever they come from.
 */

import { redacted } from "./redacted.ts";
import { currentRequestId } from "./request-id.ts";
import { currentTraceId } from "./trace-id.ts";

export type LogFields = Record<string, string | number | boolean | null | undefined>;

const LONGEST_REASON = 500;
const LONGEST_STACK = 12;

/** @param fields names, numbers and reasons, such as `run`; a request's id and a trace's are added where there are any */
export function logLine(level: "info" | "warn" | "error", message: string, fields: LogFields = {}): void {
  const line = {
    time: new Date().toISOString(),
    level,
    message,
    request: currentRequestId(),
    trace: currentTraceId(),
    ...fields,
  };
  process.stderr.write(`${redacted(JSON.stringify(line))}\n`);
}

/** What went wrong, in one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // Prisma puts the cause last, under its own call site.
  const line = text.trim().split("\n").at(-1)?.trim() ?? "";
  return line.replaceAll("\0", "\ufffd").toWellFormed().slice(0, LONGEST_REASON).toWellFormed();
}

/** An error that nobody expected: what it says, and where it was. */
export function logError(message: string, error: unknown, fields: LogFields = {}): void {
  const stack = error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const at = stack
    ?.slice(0, LONGEST_STACK)
    .map((line) => line.trim())
    .join(" ");
  logLine("error", message, { ...fields, reason: reasonOf(error), ...(at && { stack: at }) });
}
