/** Refusals as programs read them: RFC 9457. */
import { STATUS_CODES } from "node:http";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import type { Problem } from "#domain/api/resources";
import { DomainError } from "#domain/errors";
import { logError } from "#telemetry/log";
import { currentRequestId } from "#telemetry/request-id";
import { toTRPCError, unexpected } from "../errors.ts";
import { describeIssue } from "../trpc.ts";

type Facts = Pick<Problem, "detail" | "field" | "errors">;

export function problemResponse(status: number, facts: Facts, headers: Record<string, string> = {}): Response {
  const problem: Problem = { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, ...facts };
  return Response.json(problem, { status, headers: { "content-type": "application/problem+json", ...headers } });
}

/** What any failure is answered with; what nobody expected goes to the log, and only that. */
export function problemOf(error: unknown): Response {
  const known = knownError(error);
  const status = known ? getHTTPStatusCodeFromError(known) : 500;
  if (known === null || status >= 500) {
    logError("a call of a program failed", known?.cause ?? error);
    return problemResponse(status, {
      detail: known && status !== 500 ? known.message : unexpected(currentRequestId()),
    });
  }
  if (known.cause instanceof ZodError) return invalid(known.cause);
  const field = known.cause instanceof DomainError ? known.cause.field : undefined;
  return problemResponse(status, { detail: known.message, ...(field && { field }) }, challenge(known));
}

function knownError(error: unknown): TRPCError | null {
  if (error instanceof TRPCError) return error;
  if (error instanceof DomainError) return toTRPCError(error);
  if (error instanceof ZodError) return new TRPCError({ code: "BAD_REQUEST", cause: error });
  return null;
}

function invalid({ issues }: ZodError): Response {
  const errors = issues.map((issue) => ({ field: issue.path.join("."), detail: describeIssue(issue) }));
  const [first] = errors;
  return problemResponse(400, {
    detail: first?.detail ?? "The input is not valid.",
    ...(first?.field && { field: first.field }),
    ...(errors.length > 1 && { errors }),
  });
}

/** RFC 6750: what a client does about it. */
function challenge({ code }: TRPCError): Record<string, string> {
  if (code === "UNAUTHORIZED") return { "www-authenticate": 'Bearer realm="Cultivar"' };
  if (code === "FORBIDDEN") return { "www-authenticate": 'Bearer realm="Cultivar", error="insufficient_scope"' };
  return {};
}
