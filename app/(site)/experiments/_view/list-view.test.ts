import { expect, test } from "vitest";
import { type ListView, listInput, PAGE_SIZE, parseView, sortedBy, viewQuery } from "./list-view.ts";

const parse = (query: string) => parseView(new URLSearchParams(query));

test("a view survives its address", () => {
  const view: ListView = { state: "failed", search: "deeper & wider", sort: { by: "test", order: "asc" }, page: 3 };
  expect(parse(viewQuery(view))).toEqual(view);
});

test("the default view has a bare address", () => {
  expect(viewQuery(parse(""))).toBe("");
});

test("an address that makes no sense opens the default view", () => {
  expect(parse("state=paused&sort=colour.up&page=-2")).toEqual(parse(""));
});

test("a column sorts its own way first, the other way next, from the first page", () => {
  const byName = sortedBy({ ...parse(""), page: 4 }, "name");
  expect(byName).toMatchObject({ sort: { by: "name", order: "asc" }, page: 1 });
  expect(sortedBy(byName, "name").sort.order).toBe("desc");
  expect(sortedBy(byName, "validation").sort.order).toBe("desc");
});

test("the request leaves out what is not asked for", () => {
  expect(listInput(parse(""))).toEqual({ sort: { by: "started", order: "desc" }, page: 1, pageSize: PAGE_SIZE });
  expect(listInput(parse("state=queued&q=x"))).toMatchObject({ state: ["queued"], search: "x" });
});
