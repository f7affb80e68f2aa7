/**
 * The API for programs as data: what can be asked, with what, and what is answered. The server answers by it, the command
 * line asks by it, and the OpenAPI document is made of it, so the three cannot differ.
 */
import type { z } from "zod";
import type { ApiScope } from "../tokens/scopes.ts";
import {
  byFormat,
  byId,
  bySha256,
  eventsQuery,
  launchRequest,
  leaderboardQuery,
  runsQuery,
  visibilityRequest,
} from "./requests.ts";
import {
  eventsAnswer,
  formatsAnswer,
  historyAnswer,
  launchAnswer,
  leaderboardAnswer,
  modelAnswer,
  runDetailAnswer,
  runPageAnswer,
  tokenAnswer,
} from "./resources.ts";

export const API_PATH = "/api/v1";

/** Bytes as they are kept; `ETag` is their SHA-256 in quotes. */
export const FILE = "file";

export type Operation = {
  method: "GET" | "POST" | "PUT";
  /** Below `API_PATH`, parameters in braces. */
  path: string;
  group: "Runs" | "Models" | "Token";
  /** What the token must hold; null when every token will do. */
  scope: ApiScope | null;
  /** What it does, as a sentence without its end. */
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Of a success: 204 has no content. */
  status: 200 | 201 | 202 | 204;
  answer: z.ZodType | typeof FILE | null;
};

export const OPERATIONS = {
  getToken: {
    method: "GET",
    path: "/token",
    group: "Token",
    scope: null,
    summary: "Say whose token this is, what it may do and until when",
    status: 200,
    answer: tokenAnswer,
  },
  launchRun: {
    method: "POST",
    path: "/runs",
    group: "Runs",
    scope: "runs",
    summary: "Launch a run",
    description: "Whatever would not fit is refused with the fields to change. With `key` it can safely be repeated.",
    body: launchRequest,
    status: 201,
    answer: launchAnswer,
  },
  listRuns: {
    method: "GET",
    path: "/runs",
    group: "Runs",
    scope: "read",
    summary: "List your runs, the latest launched first",
    query: runsQuery,
    status: 200,
    answer: runPageAnswer,
  },
  getRun: {
    method: "GET",
    path: "/runs/{id}",
    group: "Runs",
    scope: "read",
    summary: "Tell all about one of your runs",
    params: byId,
    status: 200,
    answer: runDetailAnswer,
  },
  listRunEvents: {
    method: "GET",
    path: "/runs/{id}/events",
    group: "Runs",
    scope: "read",
    summary: "Tell what happened in a run since an event",
    description:
      "Events are numbered without gaps. Ask with `after` set to `next` of the answer before and `wait` set to some seconds: the answer comes as soon as there is something new, and nothing is told twice or missed.",
    params: byId,
    query: eventsQuery,
    status: 200,
    answer: eventsAnswer,
  },
  getRunHistory: {
    method: "GET",
    path: "/runs/{id}/history",
    group: "Runs",
    scope: "read",
    summary: "List a run's epochs with loss and accuracy",
    params: byId,
    status: 200,
    answer: historyAnswer,
  },
  cancelRun: {
    method: "POST",
    path: "/runs/{id}/cancel",
    group: "Runs",
    scope: "runs",
    summary: "End a run without a result",
    params: byId,
    status: 202,
    answer: null,
  },
  stopRun: {
    method: "POST",
    path: "/runs/{id}/stop",
    group: "Runs",
    scope: "runs",
    summary: "End a run after its current epoch, with a result",
    params: byId,
    status: 202,
    answer: null,
  },
  getLeaderboard: {
    method: "GET",
    path: "/leaderboard",
    group: "Models",
    scope: "read",
    summary: "List published models, the most accurate first",
    query: leaderboardQuery,
    status: 200,
    answer: leaderboardAnswer,
  },
  getModel: {
    method: "GET",
    path: "/models/{id}",
    group: "Models",
    scope: "read",
    summary: "Tell all about a model that is public or yours",
    params: byId,
    status: 200,
    answer: modelAnswer,
  },
  showModel: {
    method: "PUT",
    path: "/models/{id}/visibility",
    group: "Models",
    scope: "models",
    summary: "Publish a model of yours, show it by link or withdraw it",
    params: byId,
    body: visibilityRequest,
    status: 204,
    answer: null,
  },
  listModelFormats: {
    method: "GET",
    path: "/models/{id}/formats",
    group: "Models",
    scope: "read",
    summary: "Say in which formats of other tools a model is ready",
    params: byId,
    status: 200,
    answer: formatsAnswer,
  },
  prepareModelFormat: {
    method: "POST",
    path: "/models/{id}/formats/{format}",
    group: "Models",
    scope: "models",
    summary: "Have a model prepared in a format",
    description:
      "Nothing happens where somebody has asked already. A trainer does it; ask for the formats to see when.",
    params: byFormat,
    status: 202,
    answer: null,
  },
  downloadModelFormat: {
    method: "GET",
    path: "/models/{id}/formats/{format}/file",
    group: "Models",
    scope: "read",
    summary: "Download a model in a format that is ready",
    params: byFormat,
    status: 200,
    answer: FILE,
  },
  downloadFile: {
    method: "GET",
    path: "/files/{sha256}",
    group: "Models",
    scope: "read",
    summary: "Download a file of a model by its hash, such as its manifest",
    params: bySha256,
    status: 200,
    answer: FILE,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

type Part<Id extends OperationId, Name extends string> =
  (typeof OPERATIONS)[Id] extends Record<Name, infer Schema extends z.ZodType> ? Schema : never;
type Parts<Id extends OperationId, Side extends "input" | "output"> = {
  [Name in "params" | "query" | "body" as Part<Id, Name> extends never ? never : Name]: Side extends "input"
    ? z.input<Part<Id, Name>>
    : z.output<Part<Id, Name>>;
};

/** What is asked with, as the caller writes it, and as the server gets it: checked, with defaults. */
export type Asked<Id extends OperationId> = Parts<Id, "input">;
export type Checked<Id extends OperationId> = Parts<Id, "output">;
/** What is answered, as JSON; `undefined` where there is no content or a file. */
export type Answered<Id extends OperationId> =
  Part<Id, "answer"> extends never ? undefined : z.output<Part<Id, "answer">>;
