import { expect, test } from "vitest";
import {
  DEFAULT_VIEW,
  filteredBy,
  type ListView,
  listInput,
  PAGE_SIZE,
  parseView,
  sortedBy,
  viewQuery,
  withoutFilter,
} from "./list-view.ts";

const parse = (query: string) => parseView(new URLSearchParams(query));

test("a view survives its address", () => {
  const view: ListView = {
    state: "failed",
    search: "deeper & wider",
    filters: [
      { column: "learningRate", is: "lt", value: "0.01" },
      { column: "tags", is: "has", value: "a, b & c=d" },
      { column: "tags", is: "has", value: "lab 2" },
      { column: "validationLoss.min", is: "ge", value: "-1" },
    ],
    sort: { by: "validationLoss.min", order: "asc" },
    columns: ["curve", "learningRate", "validationLoss.min"],
    page: 3,
  };
  expect(parse(viewQuery(view))).toEqual(view);
  expect(viewQuery(view)).toContain("columns=curve,learningRate,validationLoss.min");
});

test("the default view has a bare address, and no columns are a choice too", () => {
  expect(viewQuery(parse(""))).toBe("");
  expect(parse("columns=").columns).toEqual([]);
  expect(viewQuery({ ...DEFAULT_VIEW, columns: [] })).toBe("?columns=");
});

test("an address that makes no sense opens the default view", () => {
  expect(parse("state=paused&sort=colour.up&page=-2")).toEqual(DEFAULT_VIEW);
  expect(parse("sort=tags.asc&f.learningRate.has=1&f.colour.eq=red&f.=1&f=2&page=1e9")).toEqual(DEFAULT_VIEW);
  expect(parse("columns=name,curve,colour,curve").columns).toEqual(["curve"]);
});

test("a column sorts its own way first, the other way next, from the first page", () => {
  const byName = sortedBy({ ...DEFAULT_VIEW, page: 4 }, "name");
  expect(byName).toMatchObject({ sort: { by: "name", order: "asc" }, page: 1 });
  expect(sortedBy(byName, "name").sort.order).toBe("desc");
  expect(sortedBy(byName, "learningRate").sort.order).toBe("desc");
});

test("a filter stands once, and goes away again", () => {
  const filter = { column: "tags", is: "has", value: "lab 2" } as const;
  const view = filteredBy(filteredBy({ ...DEFAULT_VIEW, page: 2 }, filter), filter);
  expect(view).toMatchObject({ filters: [filter], page: 1 });
  expect(withoutFilter(view, filter).filters).toEqual([]);
});

test("the request leaves out what is not asked for", () => {
  expect(listInput(DEFAULT_VIEW)).toEqual({ sort: { by: "started", order: "desc" }, page: 1, pageSize: PAGE_SIZE });
  expect(listInput(parse("state=queued&q=x&columns=curve,note"))).toMatchObject({
    state: ["queued"],
    search: "x",
    columns: ["note"],
  });
});
