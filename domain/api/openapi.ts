/** The OpenAPI 3.1 document of the API for programs, made of its operations and their schemas. */
import { z } from "zod";
import { API_LIMITS } from "../limits.ts";
import { API_SCOPES, SCOPE_WORDS } from "../tokens/scopes.ts";
import { API_PATH, FILE, OPERATIONS, type Operation } from "./operations.ts";
import { problem } from "./resources.ts";

type Json = Record<string, unknown>;
type JsonSchema = Json & { properties?: Record<string, Json>; required?: string[] };

const INTRODUCTION = `Everything here needs a token, which its owner makes on the account page, in the header \`Authorization: Bearer cultivar_…\`.

What a token may do is its scopes: ${API_SCOPES.map((scope) => `\`${scope}\`: ${SCOPE_WORDS[scope].may}`).join("; ")}.

At most ${API_LIMITS.callsPerMinute} calls a minute are answered; \`RateLimit-Remaining\` says how many are left and \`RateLimit-Reset\` in how many seconds the minute is over.

What is refused is answered as \`application/problem+json\`: \`detail\` says what was wrong and what to do, \`field\` which field it is about.`;

/** Ready to be sent as JSON. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS)) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method.toLowerCase()]: describeOperation(id, operation) });
  }
  return {
    openapi: "3.1.1",
    info: { title: "Cultivar", version: "1", description: INTRODUCTION, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: API_PATH }],
    security: [{ token: [] }],
    tags: [...new Set(Object.values<Operation>(OPERATIONS).map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "cultivar_…" } },
      schemas: { Problem: schemaOf(problem, "output") },
      responses: { Problem: { description: "Refused", content: contentOf("application/problem+json", PROBLEM) } },
    },
  };
}

const PROBLEM = { $ref: "#/components/schemas/Problem" };

function describeOperation(
  id: string,
  { summary, description, group, scope, params, query, body, ...rest }: Operation,
): Json {
  const needs = scope ? `Needs the scope \`${scope}\`.` : "Every token will do.";
  return {
    operationId: id,
    tags: [group],
    summary,
    description: description ? `${description} ${needs}` : needs,
    parameters: [...parametersOf("path", params), ...parametersOf("query", query)],
    ...(body && { requestBody: { required: true, content: contentOf("application/json", schemaOf(body, "input")) } }),
    responses: { [rest.status]: success(rest), default: { $ref: "#/components/responses/Problem" } },
  };
}

function success({ answer, status }: Pick<Operation, "answer" | "status">): Json {
  if (answer === null) return { description: status === 202 ? "Asked for" : "Done" };
  if (answer === FILE) {
    return {
      description: "The file",
      headers: { ETag: { description: "SHA-256 of the bytes, in quotes", schema: { type: "string" } } },
      content: { "application/octet-stream": {} },
    };
  }
  return { description: "As asked", content: contentOf("application/json", schemaOf(answer, "output")) };
}

const contentOf = (type: string, schema: Json): Json => ({ [type]: { schema } });

function parametersOf(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input");
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest as JsonSchema;
}
