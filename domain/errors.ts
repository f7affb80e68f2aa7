/** Every way in which a request can be refused. One table (`server/errors.ts`) maps these to tRPC and HTTP. */
export const DOMAIN_ERROR_CODES = [
  "unauthenticated", // nobody is signed in
  "forbidden", // signed in, but not allowed, and allowed to know that it exists
  "not-found", // does not exist, or is not this person's: the two are never told apart
  "invalid", // the input breaks a rule that the message names
  "conflict", // the thing is not in a state in which this can be done
  "limit", // a quota or a rate is used up
  "unavailable", // a service that this needs does not answer
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** An expected refusal. `message` is shown to the person as it is: it says what was wrong and what to do. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly field: string | undefined;

  constructor(code: DomainErrorCode, message: string, field?: string) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.field = field;
  }
}
