/**
 * How answers are put into writing: in the form of superjson, which readers read with superjson. Answers are JSON but for their
 * dates, and of them only the places have to be told, so one look at each value is enough where superjson copies all of them and
 * keeps a path for each. Whatever else an answer may hold is left to superjson.
 */
import superjson, { type SuperJSONResult } from "superjson";

type Dates = Record<string, ["Date"]>;

/** Deeper than any answer; what refers to itself gets there too. */
const DEEPEST = 32;

/** The JSON is the value itself, not a copy: it is to be written out before the value changes. A property that is undefined is left out. */
export function serialize(value: unknown): SuperJSONResult {
  const dates: Dates = {};
  if (typeof value !== "object" || value === null || !findDates(value, "", dates, 0)) return superjson.serialize(value);
  const json = value as SuperJSONResult["json"];
  for (const _ in dates) return { json, meta: { values: dates, v: 1 } };
  return { json };
}

export const stringify = (value: unknown): string => JSON.stringify(serialize(value));

/**
 * @param path of `value`, with a dot after it where it is not empty
 * @returns whether there is nothing in it but JSON and dates
 */
function findDates(value: object, path: string, dates: Dates, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const one: unknown = value[index];
      if (one === undefined || !isPlain(one, path, index, dates, depth)) return false;
    }
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    if (one !== undefined && (isSpecial(key) || !isPlain(one, path, key, dates, depth))) return false;
  }
  return true;
}

function isPlain(value: unknown, path: string, key: string | number, dates: Dates, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      if (value === null) return true;
      if (!(value instanceof Date)) return findDates(value, `${path}${key}.`, dates, depth + 1);
      if (Number.isNaN(value.getTime())) return false;
      dates[`${path}${key}`] = ["Date"];
      return true;
    default:
      return false;
  }
}

/** Keys that a path would have to escape, and those that superjson refuses. */
const isSpecial = (key: string): boolean =>
  key.includes(".") || key.includes("\\") || key === "__proto__" || key === "constructor" || key === "prototype";
