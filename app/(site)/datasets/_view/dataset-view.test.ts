import { describe, expect, it } from "vitest";
import { changedQuery, DEFAULT_VIEW, datasetQuery, parseDatasetView, readSplit } from "./dataset-view.ts";

const read = (query: string) => parseDatasetView(new URLSearchParams(query), 10);

describe("the address of a data set's pictures", () => {
  it("repeats any view", () => {
    const view = { part: "test", label: 3, page: 4, share: "0.1", seed: "7" } as const;
    expect(read(datasetQuery(view))).toEqual(view);
    expect(datasetQuery(DEFAULT_VIEW)).toBe("");
  });

  it("keeps what a change does not name as the address has it by then", () => {
    expect(changedQuery("?part=test&share=0.3", { seed: "7" }, 10)).toBe("?part=test&share=0.3&seed=7");
    expect(changedQuery("?share=0.3&page=2", { share: "0.2", page: 1 }, 10)).toBe("");
  });

  it.each(["class=10", "class=cat", "page=0", "part=validation"])("with %s shows the first pictures", (query) => {
    expect(read(query)).toEqual(DEFAULT_VIEW);
  });
});

describe("readSplit", () => {
  it("reads the notebook's", () => {
    expect(readSplit(DEFAULT_VIEW)).toEqual({ split: { validationFraction: 0.2, seed: 13 }, problems: {} });
  });

  it.each([
    ["0.9", "13", "validationFraction"],
    ["", "13", "validationFraction"],
    ["0.2", "-1", "seed"],
    ["0.2", "1.5", "seed"],
    ["0.2", "x", "seed"],
  ])("names what is wrong with %s and %s", (share, seed, field) => {
    const { split, problems } = readSplit({ share, seed });
    expect(split).toBeNull();
    expect(Object.keys(problems)).toEqual([field]);
  });
});
