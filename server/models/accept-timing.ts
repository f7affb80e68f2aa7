import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { DomainError } from "#domain/errors";
import { boundedRequest, tooLarge } from "../bounded-request.ts";
import { toTRPCError } from "../errors.ts";
import { foreign, isForeign } from "../foreign-request.ts";
import type { Services } from "../services.ts";
import { describeIssue } from "../trpc.ts";
import { recordTiming } from "./record-timing.ts";

const MAX_BODY_BYTES = 1024;

/** Answers a visitor's browser that shares how fast a model is in it: 204, or a sentence that says what was wrong. */
export async function acceptTiming(services: Services, request: Request, id: string): Promise<Response> {
  if (isForeign(request)) return foreign();
  const bounded = await boundedRequest(request, MAX_BODY_BYTES);
  if (!bounded) return tooLarge(MAX_BODY_BYTES);
  try {
    await recordTiming(services, { id, body: await bounded.json(), headers: request.headers });
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, "The body is not JSON.");
    if (error instanceof ZodError) return refusal(400, inWords(error));
    if (error instanceof DomainError) return refusal(getHTTPStatusCodeFromError(toTRPCError(error)), error.message);
    throw error;
  }
}

const refusal = (status: number, message: string): Response => Response.json({ message }, { status });

const inWords = ({ issues }: ZodError): string => issues.map(describeIssue).join(" ");
