import fc from "fast-check";
import superjson from "superjson";
import { describe, expect, it } from "vitest";
import { serialize, stringify } from "./serialize.ts";

const read = (text: string): unknown => superjson.parse(text);

describe("an answer in writing", () => {
  it("is what superjson writes, dates and all", () => {
    const answer = {
      rows: [{ at: new Date(0), name: "a", nothing: null }, { at: null }],
      total: 2,
      last: new Date("2026-11-30T09:00:00Z"),
      curve: [0.5, 1],
    };
    expect(JSON.parse(stringify(answer))).toEqual(JSON.parse(superjson.stringify(answer)));
    expect(read(stringify(answer))).toEqual(answer);
  });

  it("leaves to superjson what is more than JSON and dates", () => {
    const self: Record<string, unknown> = {};
    self.self = self;
    for (const answer of [
      undefined,
      null,
      "text",
      new Date(5),
      [undefined, 1],
      { infinite: Number.POSITIVE_INFINITY, lost: Number.NaN, zero: -0 },
      { many: new Map([["a", new Set([1n])]]) },
      { "a.b": new Date(1), "c\\d": new Date(2) },
      { link: new URL("https://example.org/") },
      { no: new Date(Number.NaN) },
      self,
    ]) {
      expect(serialize(answer)).toEqual(superjson.serialize(answer));
    }
    expect(() => serialize(JSON.parse('{"constructor": {"at": 1}}'))).toThrow(/prototype pollution/);
  });

  it("comes back as it was, whatever it is", () => {
    const dates = fc.date({ noInvalidDate: true });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue(),
        dates,
        fc.double(),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.string({ maxLength: 4 }), tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        let byLibrary: string;
        try {
          byLibrary = superjson.stringify(value);
        } catch {
          return expect(() => stringify(value)).toThrow();
        }
        expect(read(stringify(value))).toEqual(read(byLibrary));
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
