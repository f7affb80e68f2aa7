/** The door for programs, /api/v1: who asks, how often, with what, and the answer in its promised form. */
import type { z } from "zod";
import { API_PATH, FILE, OPERATIONS, type Operation, type OperationId } from "#domain/api/operations";
import { DomainError } from "#domain/errors";
import { API_LIMITS } from "#domain/limits";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import { boundedRequest } from "../bounded-request.ts";
import { KEPT_NOWHERE } from "../caching.ts";
import { countInWindow } from "../count-in-window.ts";
import type { Services } from "../services.ts";
import { readToken } from "../tokens/read-token.ts";
import { findOperation } from "./find-operation.ts";
import { type Call, callerOf, HANDLERS } from "./handlers.ts";
import { problemOf, problemResponse } from "./problem.ts";

const WINDOW_MS = 60_000;
const MAX_BODY_BYTES = 256 * 1024;

/** Never throws: whatever goes wrong is a problem that says what to do. */
export async function answerApi(services: Services, request: Request): Promise<Response> {
  const headers = new Headers({ "cache-control": KEPT_NOWHERE, "x-content-type-options": "nosniff" });
  const response = await answer(services, request, headers).catch(problemOf);
  for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

async function answer(services: Services, request: Request, headers: Headers): Promise<Response> {
  const url = new URL(request.url);
  const operation = findOperation(request.method, url.pathname.slice(API_PATH.length + 1).split("/"));
  if (operation === null) {
    return problemResponse(404, {
      detail: `There is nothing at ${url.pathname}. ${API_PATH}/openapi.json says what is.`,
    });
  }
  if ("allowed" in operation) {
    const allow = operation.allowed.join(", ");
    return problemResponse(405, { detail: `${url.pathname} takes ${allow}.` }, { allow });
  }
  const who = await readToken(services, request.headers);
  await countCall(services, who.viewer.id, headers);
  const call: Call = { services, request, ...who };
  const { params, body, query } = OPERATIONS[operation.id] as Operation;
  const asked = {
    ...(params && { params: params.parse(operation.params) }),
    ...(query && { query: query.parse(Object.fromEntries(url.searchParams)) }),
    ...(body && { body: body.parse(await readBody(request)) }),
  };
  return respond(operation.id, await handle(operation.id, asked, call));
}

/** The handler of an operation gets what its own schemas made of the request. */
function handle(id: OperationId, asked: object, call: Call): Promise<unknown> {
  const handler = HANDLERS[id] as (api: ReturnType<typeof callerOf>, asked: object, call: Call) => Promise<unknown>;
  return handler(callerOf(call), asked, call);
}

async function respond(id: OperationId, result: unknown): Promise<Response> {
  const { answer, status } = OPERATIONS[id] as Operation;
  if (answer === FILE) return fileOrProblem(result as Response);
  if (answer === null) return new Response(null, { status });
  return Response.json(asPromised(answer, result), { status });
}

/** What was promised, and nothing besides it. @throws Error when it is not there: then the fault is ours */
function asPromised(schema: z.ZodType, result: unknown): unknown {
  const { success, data, error } = schema.safeParse(JSON.parse(stringifyMeasured(result)));
  if (!success) throw new Error(`An answer is not as promised: ${error.message}`);
  return data;
}

async function fileOrProblem(response: Response): Promise<Response> {
  if (response.status === 404) return problemResponse(404, { detail: await response.text() });
  // A shared cache must not hand out without a token what was asked for with one, nor anybody's count of calls.
  response.headers.set("cache-control", KEPT_NOWHERE);
  return response;
}

/** @throws DomainError `limit`; `headers` say how many calls are left either way */
async function countCall({ prisma, now }: Services, userId: string, headers: Headers): Promise<void> {
  const time = now();
  const { count, end } = await countInWindow(prisma, `api|${userId}`, WINDOW_MS, time);
  const seconds = Math.max(1, Math.ceil((end - time.getTime()) / 1000));
  headers.set("ratelimit-limit", String(API_LIMITS.callsPerMinute));
  headers.set("ratelimit-remaining", String(Math.max(0, API_LIMITS.callsPerMinute - count)));
  headers.set("ratelimit-reset", String(seconds));
  if (count <= API_LIMITS.callsPerMinute) return;
  headers.set("retry-after", String(seconds));
  const message = `You have made ${API_LIMITS.callsPerMinute} calls within a minute, which is the limit. Wait ${seconds} s.`;
  throw new DomainError("limit", message);
}

/** @throws DomainError `invalid` when it is too long or no JSON */
async function readBody(request: Request): Promise<unknown> {
  const bounded = await boundedRequest(request, MAX_BODY_BYTES);
  if (!bounded) throw new DomainError("invalid", `The body may have ${MAX_BODY_BYTES / 1024} KiB at most.`);
  try {
    return await bounded.json();
  } catch {
    throw new DomainError("invalid", "The body is not JSON.");
  }
}
