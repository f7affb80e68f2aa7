/** The command line of a bench: each flag says what it means, what it is when it is not given, and how it is read. */
import { parseArgs } from "node:util";

export type Flag<T> = { placeholder: string; help: string; read: (text: string | undefined, flag: string) => T };
export type Flags = Record<string, Flag<unknown>>;
export type FlagValues<F extends Flags> = { [Name in keyof F]: F[Name] extends Flag<infer T> ? T : never };

/** The command line cannot be understood; the message names the flag and what to do. */
export class UsageError extends Error {}

/** A number of at least `min`, such as seconds. */
export const number = (help: string, fallback: number, min = 0): Flag<number> => ({
  placeholder: "N",
  help: `${help} (${fallback})`,
  read: (text, flag) => {
    if (text === undefined) return fallback;
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || value < min) {
      throw new UsageError(`${flag} is "${text}"; it must be a number of at least ${min}.`);
    }
    return value;
  },
});

/** A whole number of at least `min`. */
export const wholeNumber = (help: string, fallback: number, min = 1): Flag<number> => ({
  ...number(help, fallback, min),
  read: (text, flag) => (text === undefined ? fallback : readWhole(text, flag, min)),
});

/** A whole number of at least 1, or nothing. */
export const optionalWholeNumber = (help: string): Flag<number | undefined> => ({
  placeholder: "N",
  help,
  read: (text, flag) => (text === undefined ? undefined : readWhole(text, flag, 1)),
});

/** Any text, such as a path; it must be given. */
export const text = (help: string): Flag<string> => ({
  placeholder: "TEXT",
  help,
  read: (given, flag) => {
    if (given === undefined) throw new UsageError(`${flag} is missing.`);
    return given;
  },
});

/** One of `choices`. */
export const oneOf = <T extends string>(help: string, choices: readonly T[], fallback: T): Flag<T> => ({
  placeholder: "NAME",
  help: `${help}: ${choices.join(", ")} (${fallback})`,
  read: (text, flag) => (text === undefined ? fallback : readChoice(text, flag, choices)),
});

/** One of `choices`, or nothing. */
export const optionalOneOf = <T extends string>(help: string, choices: readonly T[]): Flag<T | undefined> => ({
  placeholder: "NAME",
  help: `${help}: ${choices.join(", ")}`,
  read: (text, flag) => (text === undefined ? undefined : readChoice(text, flag, choices)),
});

/** Some of `choices`, with commas between them, in the order of `choices`. */
export const someOf = <T extends string>(help: string, choices: readonly T[], fallback: readonly T[]): Flag<T[]> => ({
  placeholder: "A,B",
  help: `${help}, of ${choices.join(", ")} (${fallback.join(",")})`,
  read: (text, flag) => {
    if (text === undefined) return [...fallback];
    const chosen = text.split(",").map((name) => readChoice(name, flag, choices));
    return choices.filter((choice) => chosen.includes(choice));
  },
});

/** Whole numbers with commas between them, or FIRST-LAST. */
export const wholeNumbers = (help: string, fallback: string): Flag<number[]> => ({
  placeholder: "LIST",
  help: `${help} (${fallback})`,
  read: (text = fallback, flag) => {
    const numbers = text.split(",").flatMap((part) => {
      const [first = "", last = first] = part.split("-");
      const from = readWhole(first, flag, 0);
      const length = readWhole(last, flag, 0) - from + 1;
      return Array.from({ length: Math.max(length, 0) }, (_, i) => from + i);
    });
    if (numbers.length === 0) throw new UsageError(`${flag} is "${text}", which names no number.`);
    return [...new Set(numbers)];
  },
});

/**
 * @param args what follows the bench's name
 * @throws UsageError
 */
export function parseFlags<F extends Flags>(args: readonly string[], flags: F): FlagValues<F> {
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: "string" } as const]));
  let texts: Record<string, string | boolean | undefined>;
  try {
    texts = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // Node's message names the flag; its further sentences are about escaping and help nobody here.
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.) |\n/);
    throw new UsageError(`${sentence.replace(/\.?$/, ".")} See --help.`);
  }
  const values = Object.entries(flags).map(([name, { read }]) => {
    const text = texts[name];
    return [name, read(typeof text === "string" ? text : undefined, `--${name}`)];
  });
  return Object.fromEntries(values) as FlagValues<F>;
}

/** One line a flag, for --help. */
export const describeFlags = (flags: Flags): string =>
  Object.entries(flags)
    .map(([name, { placeholder, help }]) => `  ${`--${name} ${placeholder}`.padEnd(20)} ${help}\n`)
    .join("");

function readWhole(text: string, flag: string, min: number): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) < min) {
    throw new UsageError(`${flag} is "${text}"; it must be a whole number of at least ${min}.`);
  }
  return Number(text);
}

function readChoice<T extends string>(text: string, flag: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new UsageError(`${flag} is "${text}"; it must be ${choices.join(" or ")}.`);
  return choice;
}
