/** The one table from refusals of the domain to answers of the API. */
import { TRPCError } from "@trpc/server";
import { DomainError, type DomainErrorCode } from "#domain/errors";

const TRPC_CODES: Record<DomainErrorCode, TRPCError["code"]> = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  limit: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
};

export const toTRPCError = (error: DomainError): TRPCError =>
  new TRPCError({ code: TRPC_CODES[error.code], message: error.message, cause: error });

export const notFound = (what: string): DomainError =>
  new DomainError("not-found", `There is no such ${what}, or it is not yours.`);

/**
 * What a person reads when something broke that they can do nothing about; the cause goes to the log alone.
 *
 * @param requestId by which the cause is found there
 */
export const unexpected = (requestId: string | undefined): string =>
  requestId
    ? `Something went wrong on our side. Try again; if it stays, tell whoever runs this site of request ${requestId}.`
    : "Something went wrong on our side. Try again; if it stays, tell whoever runs this site.";
