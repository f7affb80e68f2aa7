import { expect, test } from "vitest";
import { parseSettings } from "../../../../_ui/chart/settings-query.ts";
import { chartDefaults } from "./chart-defaults.ts";

test("a run that ended within its first epoch is shown by steps, unless the address says otherwise", () => {
  expect(chartDefaults("failed", 0).x).toBe("step");
  expect(parseSettings(new URLSearchParams("x=epoch"), chartDefaults("failed", 0)).x).toBe("epoch");
});

test("all others are shown by epochs", () => {
  expect(chartDefaults("failed", 1).x).toBe("epoch");
  expect(chartDefaults("running", 0).x).toBe("epoch");
});
