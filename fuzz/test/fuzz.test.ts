/** A few cases of each target that needs no database; `npm run fuzz` tries many. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { fuzzTarget, readOrRefuse } from "../fuzz-target.ts";
import { pictureTargets } from "../targets/pictures.ts";
import { specTargets } from "../targets/specs.ts";
import { weightTargets } from "../targets/weights.ts";

const CASES = 60;
const SEED = 1;

it.each([...weightTargets, ...pictureTargets, ...specTargets])("$name: refused or read", ({ run }) => run(CASES, SEED));

it("finds a reader that breaks, and says on what", async () => {
  const broken = fuzzTarget("broken", fc.array(fc.integer()), async (values) => {
    await readOrRefuse(() => values.map((value) => (value > 10 ? (null as unknown as number[]).length : 0)));
  });
  await expect(broken.run(200, SEED)).rejects.toThrow(/Counterexample: \[\[11\]\][\s\S]*broke instead of refusing/);
});
