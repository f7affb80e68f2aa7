import { describe, expect, it } from "vitest";
import {
  type CompareView,
  EMPTY_VIEW,
  freeSlot,
  parseView,
  viewQuery,
  withMoved,
  withoutRuns,
  withRun,
  withToggled,
} from "./compare-view.ts";

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const of = (...numbers: number[]): CompareView => parseView(new URLSearchParams({ runs: numbers.map(id).join(",") }));
const slots = (view: CompareView) => view.runs.map(({ slot }) => slot);
const again = (view: CompareView) => parseView(new URLSearchParams(viewQuery(view, true)));

describe("the address of a comparison", () => {
  it("repeats all that can be chosen", () => {
    const view: CompareView = {
      ...withMoved(of(1, 2, 3), id(3), -1),
      hidden: new Set([1]),
      settings: { x: "step", y: "log", smoothing: { kind: "ema", weight: 0.6 }, clipOutliers: true },
      charts: ["loss", "learningRate"],
      identical: true,
      steps: true,
      pair: { a: 2, b: 0 },
      axes: ["learningRate", "validationAccuracy.best"],
      ranges: { learningRate: { low: 0.25, high: 1 } },
      scatter: { x: "parameters", y: "test" },
    };
    expect(again(view)).toEqual(view);
  });

  it("says nothing of what is the default", () => {
    expect(viewQuery(of(1, 2), true)).toBe(`runs=${id(1)},${id(2)}`);
    expect(viewQuery(of(1, 2), false)).toBe("");
    expect(viewQuery(EMPTY_VIEW, true)).toBe("");
    expect(viewQuery({ ...EMPTY_VIEW, axes: [] }, true)).toBe("axes=");
  });

  it("is read with patience", () => {
    const wild = new URLSearchParams(
      `runs=${id(1)},nonsense,,${id(1)},${id(2).toUpperCase()}&slots=0,0&hide=0,7,x&x=moon&y=lin&smooth=ema-2&pair=1,1` +
        "&charts=loss,beauty&ranges=a:0.5:0.1,b:0:1,c:::&axes=a<b,c&sx=%27&steps=yes",
    );
    expect(parseView(wild)).toEqual({
      ...of(1, 2),
      hidden: new Set([0]),
      charts: ["loss"],
      ranges: { b: { low: 0, high: 1 } },
      axes: ["c"],
    });
  });

  it("holds fifty runs at most, and says how many more were named", () => {
    const many = Array.from({ length: 63 }, (_, n) => id(n));
    const view = parseView(new URLSearchParams({ runs: many.join(",") }));
    expect(view.runs.map((run) => run.id)).toEqual(many.slice(0, 50));
    expect(view.leftOut).toBe(13);
  });
});

describe("the runs of a comparison", () => {
  it("keep their colours while others come, go and move", () => {
    const view = withoutRuns(of(1, 2, 3), [id(1)]);
    expect(slots(view)).toEqual([1, 2]);
    expect(slots(again(view))).toEqual([1, 2]);
    expect(slots(withRun(view, id(9)))).toEqual([1, 2, 0]);
    expect(slots(withMoved(view, id(3), -1))).toEqual([2, 1]);
    expect(withMoved(view, id(2), -1)).toEqual(view);
    expect(freeSlot(view.runs)).toBe(0);
  });

  it("take along what was said of them", () => {
    const view: CompareView = { ...of(1, 2, 3), hidden: new Set([0, 2]), pair: { a: 0, b: 1 } };
    expect(withoutRuns(view, [id(1)])).toMatchObject({ hidden: new Set([2]), pair: null });
    expect(withoutRuns(view, [id(3)])).toMatchObject({ hidden: new Set([0]), pair: { a: 0, b: 1 } });
  });

  it("are there once, and hidden and shown in turn", () => {
    expect(withRun(of(1, 2), id(2))).toEqual(of(1, 2));
    expect(withToggled(withToggled(of(1), 0), 0).hidden.size).toBe(0);
  });
});
