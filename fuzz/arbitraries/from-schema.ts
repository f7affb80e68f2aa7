/** Values that a JSON schema accepts, or nearly: what it says beyond types and bounds (patterns, refinements) is not followed. */
import fc from "fast-check";

export type JsonSchema = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  prefixItems?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
};

/** Values by the name of the property that takes them, and under `uuid` the ids of things that exist. */
export type Examples = Readonly<Record<string, readonly unknown[]>>;

const LONGEST_LIST = 5;
const LONGEST_TEXT = 40;

export function fromSchema(schema: JsonSchema, examples: Examples, root: JsonSchema = schema): fc.Arbitrary<unknown> {
  const inner = (one: JsonSchema) => fromSchema(one, examples, root);
  if (schema.$ref) {
    const definition = root.$defs?.[schema.$ref.split("/").at(-1) ?? ""];
    return definition ? inner(definition) : fc.jsonValue();
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.allOf?.[0]) return inner(schema.allOf[0]);
  switch (schema.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numberOf(schema);
    case "string":
      return textOf(schema, examples);
    case "array":
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(inner));
      return fc.array(inner(schema.items ?? {}), {
        minLength: Math.min(schema.minItems ?? 0, LONGEST_LIST),
        maxLength: Math.min(schema.maxItems ?? LONGEST_LIST, LONGEST_LIST),
      });
    case "object":
      return objectOf(schema, examples, inner);
    default:
      return fc.jsonValue();
  }
}

function numberOf({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): fc.Arbitrary<number> {
  const low = minimum ?? exclusiveMinimum ?? -1e6;
  const high = maximum ?? exclusiveMaximum ?? 1e6;
  const [min, max] = [Math.max(low, -Number.MAX_SAFE_INTEGER), Math.min(high, Number.MAX_SAFE_INTEGER)];
  return type === "integer"
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true });
}

function textOf(
  { format, minLength = 0, maxLength = LONGEST_TEXT }: JsonSchema,
  examples: Examples,
): fc.Arbitrary<string> {
  if (format === "uuid") {
    const known = (examples.uuid ?? []) as string[];
    return known.length > 0 ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, fc.uuid()) : fc.uuid();
  }
  return fc.string({
    unit: "grapheme",
    minLength: Math.min(minLength, LONGEST_TEXT),
    maxLength: Math.min(maxLength, LONGEST_TEXT),
  });
}

function objectOf(
  { properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema,
  examples: Examples,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const known = examples[name];
    const values = known ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, inner(schema)) : inner(schema);
    return [name, values] as const;
  });
  const named = fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) });
  if (typeof additionalProperties !== "object") return named;
  const keys = propertyNames ? inner(propertyNames) : fc.string({ maxLength: LONGEST_TEXT });
  const others = fc.dictionary(keys as fc.Arbitrary<string>, inner(additionalProperties), { maxKeys: LONGEST_LIST });
  return fc.tuple(named, others).map(([own, rest]) => ({ ...rest, ...own }));
}
