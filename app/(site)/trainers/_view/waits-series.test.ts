import { expect, it } from "vitest";
import { waitsSeries } from "./waits-series.ts";

const wait = (hour: number, median: number, p90: number) => ({ at: new Date(hour * 3_600_000), runs: 3, median, p90 });

it("counts waits in the unit that suits the longest", () => {
  expect(waitsSeries([wait(1, 2, 8)])).toMatchObject({ unit: "s", series: [{ points: [{ x: 3_600_000, y: 2 }] }, {}] });
  expect(waitsSeries([wait(1, 60, 600)])).toMatchObject({ unit: "min", series: [{}, { points: [{ y: 10 }] }] });
  expect(waitsSeries([wait(1, 3600, 36_000)])).toMatchObject({ unit: "h", series: [{ points: [{ y: 1 }] }, {}] });
  expect(waitsSeries([])).toMatchObject({ unit: "s", series: [{ points: [] }, { points: [] }] });
});
