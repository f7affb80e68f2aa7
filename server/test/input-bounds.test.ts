/** No procedure takes a text, number, list or record without bounds. */
import { expect, it } from "vitest";
import { z } from "zod";
import { appRouter } from "../router.ts";

type Schema = {
  type?: string;
  enum?: unknown;
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  maxItems?: number;
  prefixItems?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $defs?: Record<string, Schema>;
};

/** The places of `schema` that have no bounds. */
function unbounded(schema: Schema, path: string): string[] {
  const { type, properties = {}, additionalProperties, items, $defs = {} } = schema;
  const below = [
    ...Object.entries(properties).flatMap(([key, value]) => unbounded(value, `${path}.${key}`)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      unbounded(one, path),
    ),
    ...Object.entries($defs).flatMap(([key, value]) => unbounded(value, `${path}#${key}`)),
    ...(schema.prefixItems ?? []).flatMap((one, i) => unbounded(one, `${path}[${i}]`)),
    ...(items ? unbounded(items, `${path}[]`) : []),
    ...(additionalProperties ? unbounded(additionalProperties, `${path}.*`) : []),
  ];
  const isFixed = schema.enum !== undefined || schema.const !== undefined;
  if (type === "string" && !isFixed && schema.maxLength === undefined && !schema.format && !schema.pattern)
    below.push(path);
  if (type === "number" || type === "integer") {
    const { minimum = schema.exclusiveMinimum, maximum } = schema;
    const isBounded = [minimum, maximum].every((end) => end !== undefined && Math.abs(end) < Number.MAX_SAFE_INTEGER);
    if (!isBounded && !isFixed) below.push(path);
  }
  if (type === "array" && schema.maxItems === undefined && !schema.prefixItems) below.push(`${path}[]`);
  if (additionalProperties && !schema.propertyNames?.enum) below.push(`${path}.*`);
  return below;
}

const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[] } }>;
const inputs = Object.entries(procedures).flatMap(([name, { _def }]) =>
  _def.inputs.map((input) => [name, input] as const),
);

it.each(inputs)("%s", (name, input) => {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;
  expect(unbounded(schema, name)).toEqual([]);
});

it("looks at the inputs of most procedures", () => {
  expect(inputs.length).toBeGreaterThan(50);
});
