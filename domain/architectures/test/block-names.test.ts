import { expect, test } from "vitest";
import { blockNames } from "../block-names.ts";

test("blocks are numbered where there are several of a kind", () => {
  expect(blockNames([{ kind: "conv" }, { kind: "conv" }, { kind: "dense" }])).toEqual(["Conv 1", "Conv 2", "Dense"]);
});
