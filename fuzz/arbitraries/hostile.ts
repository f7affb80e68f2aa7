/** Values that programs stumble over, and ways to put them into good ones. */
import fc from "fast-check";

const LONG = 100_000;
const DEEP = 5_000;

const hostileText = fc.oneof(
  fc.constantFrom(
    ...["", " ", "\u0000", "a\u0000b", "\ud800", "\udc00x", "\u202eabc", "\ufeff", "%00", "../../etc/passwd"],
    ...[
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "null",
      "NaN",
      "-0",
      "1e999",
      "0x10",
      "'; DROP TABLE run; --",
    ],
    ...[
      "=cmd|' /C calc'!A0",
      "<script>alert(1)</script>",

      "{{7*7}}",
      "%",
      "_",
      "\\",
      "\r\nx-header: 1",
      "𝕏".repeat(50),
    ],
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom("a", "\u0000", "é", "\ud83d\ude00", "(").map((unit) => unit.repeat(LONG)),
);

const hostileNumber = fc.oneof(
  fc.constantFrom(
    ...[0, -0, -1, 0.5, 1e-320, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, 2 ** 63, 1e308, -1e308],
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ),
  fc.double(),
  fc.maxSafeInteger(),
);

const nested = (open: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let depth = 0; depth < DEEP; depth++) value = open(value);
  return value;
};

/** Any one value. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, undefined, true, false, [], {}, [null], [[]]),
  fc.constant(new Array(20_000).fill(0)),
  fc.constant(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key${i}`, i]))),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Values so deep that code which calls itself for each level ends its stack. */
export const deepValue: fc.Arbitrary<unknown> = fc.constantFrom(
  nested((inner) => [inner]),
  nested((inner) => ({ a: inner })),
);

type Edit = { place: number; act: "replace" | "remove" | "add"; key: string; value: unknown };

const edit: fc.Arbitrary<Edit> = fc.record({
  place: fc.nat(),
  act: fc.constantFrom("replace", "replace", "remove", "add"),
  key: hostileText,
  value: hostileValue,
});

/** Values of `good`, most of them with one to three of their parts replaced, removed or joined by others. */
export const mutated = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(good, fc.array(edit, { maxLength: 3 })).map(([value, edits]) => edits.reduce(edited, value));

function edited(value: unknown, { place, act, key, value: other }: Edit): unknown {
  const copy = structuredClone(value);
  const places: [Record<string, unknown>, string][] = [];
  const collect = (inner: unknown) => {
    if (typeof inner !== "object" || inner === null) return;
    for (const name of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, name]);
      collect((inner as Record<string, unknown>)[name]);
    }
  };
  collect(copy);
  const chosen = places[place % (places.length + 1)];
  if (!chosen) return act === "add" ? copy : other;
  const [holder, name] = chosen;
  if (act === "remove") delete holder[name];
  else holder[act === "add" ? key : name] = other;
  return copy;
}

/** Bytes of `good`, cut off, joined by others, or with some of them changed; now and then others altogether. */
export const mutatedBytes = (good: readonly Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const change = fc.record({
    at: fc.nat(),
    byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    run: fc.constantFrom(1, 1, 4, 8),
  });
  const damaged = fc
    .record({
      from: fc.constantFrom(...good),
      changes: fc.array(change, { maxLength: 6 }),
      /** Most changes hit the beginning, where headers are. */
      within: fc.constantFrom(32, 128, Number.POSITIVE_INFINITY),
      end: fc.option(fc.nat(), { freq: 3 }),
      tail: fc.uint8Array({ maxLength: 16 }),
    })
    .map(({ from, changes, within, end, tail }) => {
      const bytes = new Uint8Array(from);
      const span = Math.min(within, bytes.length);
      for (const { at, byte, run } of changes) if (span > 0) bytes.fill(byte, at % span, (at % span) + run);
      const cut = bytes.subarray(0, end === null ? bytes.length : end % (bytes.length + 1));
      const whole = new Uint8Array(cut.length + tail.length);
      whole.set(cut);
      whole.set(tail, cut.length);
      return whole;
    });
  return fc.oneof(
    { weight: 9, arbitrary: damaged },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4096 }).map((bytes) => new Uint8Array(bytes)) },
  );
};
