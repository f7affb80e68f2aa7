/** A few cases for each of the HTTP doors; `npm run fuzz` tries many. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiUnderFuzz, openApi } from "../targets/api.ts";

const CASES = 40;
const SEED = 1;

let api: ApiUnderFuzz;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

it("no request makes the server fail", async () => {
  expect(api.targets).toHaveLength(4);
  // The procedures are many, and have a weight to match.
  for (const { weight, run } of api.targets) await run(Math.min(5, weight) * CASES, SEED);
});
