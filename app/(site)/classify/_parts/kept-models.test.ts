import { afterEach, expect, test, vi } from "vitest";
import { bytesOf, filesToDrop, type KeptModel, MOST_KEPT, readKeptModels, withModel } from "./kept-models.ts";

const model = (name: string, usedAt: number, share: number, more: Partial<KeptModel> = {}): KeptModel => ({
  manifestSha256: name,
  name,
  files: [{ sha256: `${name} weights`, bytes: share * MOST_KEPT }],
  pinned: false,
  usedAt,
  ...more,
});
const names = (models: readonly KeptModel[]) => models.map(({ name }) => name);

test("files that models share count once, and stay while one of them needs them", () => {
  const backbone = { sha256: "backbone", bytes: 1000 };
  const [a, b] = ["a", "b"].map((name) => model(name, 1, 0, { files: [backbone, { sha256: name, bytes: 10 }] }));
  if (!a || !b) throw new Error("Two models were made.");
  expect(bytesOf([a, b])).toBe(1020);
  expect(filesToDrop([a, b], [b])).toEqual(["a"]);
  expect(filesToDrop([a, b], [])).toEqual(["backbone", "a", "b"]);
});

test("the one used longest ago makes room; what is pinned stays", () => {
  const [old, older] = [model("old", 2, 0.4), model("older", 1, 0.4)];
  expect(names(withModel([older, old], model("new", 3, 0.4)))).toEqual(["old", "new"]);
  expect(names(withModel([{ ...older, pinned: true }, old], model("new", 3, 0.4)))).toEqual(["older", "new"]);
});

test("one for which there is no room is not kept, and takes nobody else's", () => {
  const pinned = model("pinned", 1, 0.8, { pinned: true });
  expect(names(withModel([pinned], model("new", 2, 0.4)))).toEqual(["pinned"]);
});

test("a model that is used again stays one", () => {
  expect(withModel([model("a", 1, 0.1), model("b", 2, 0.1)], model("a", 3, 0.1))).toEqual([
    model("b", 2, 0.1),
    model("a", 3, 0.1),
  ]);
});

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["what was written", [model("a", 1, 0.1), model("b", 2, 0.1, { pinned: true })], ["a", "b"]],
  ["not a list", { a: 1 }, []],
  ["an entry of an older form", [model("a", 1, 0.1), { manifestSha256: "b", name: "b" }], []],
  ["a file without its size", [model("a", 1, 0.1, { files: [{ sha256: "a" }] as KeptModel["files"] })], []],
  ["nothing at all", null, []],
])("the list is read back whole or not at all: %s", (_, stored, expected) => {
  vi.stubGlobal("localStorage", { getItem: () => JSON.stringify(stored) });
  expect(names(readKeptModels())).toEqual(expected);
});
