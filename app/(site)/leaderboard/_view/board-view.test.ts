import { describe, expect, it, test } from "vitest";
import { boardPath, changedPath, DEFAULT_BOARD, isFiltered, parseBoard, rowsOn } from "./board-view.ts";

const read = (query: string) => parseBoard(new URLSearchParams(query));

describe("the leaderboard's address", () => {
  it("repeats any view", () => {
    const view = {
      ...DEFAULT_BOARD,
      author: "Fern & Co",
      network: "own",
      atLeast: 1_000,
      below: 100_000,
      onePerAuthor: true,
      order: "bytes",
      cost: "trainingSeconds",
      page: 3,
    } as const;
    expect(parseBoard(new URL(boardPath(view), "http://localhost").searchParams)).toEqual(view);
    expect(isFiltered(view)).toBe(true);
  });

  it("keeps what a change does not name as the address has it by then", () => {
    const late = changedPath("?network=own&below=100000&page=3", { author: "fern", page: 1 });
    expect(late).toBe("/leaderboard?author=fern&network=own&below=100000");
    expect(changedPath("?author=fern&network=own", { author: "" })).toBe("/leaderboard?network=own");
  });

  it("of the plain leaderboard has no query", () => {
    expect(boardPath(DEFAULT_BOARD)).toBe("/leaderboard");
    expect(read("")).toEqual(DEFAULT_BOARD);
    expect(isFiltered(DEFAULT_BOARD)).toBe(false);
  });

  it.each([
    "page=0",
    "page=-2",
    "page=1e9",
    "page=99999999",
    "below=ten",
    "network=vgg",
    "order=luck",
    "x=y",
    "dataset=mnist",
    `author=${"a".repeat(200)}`,
  ])("with %s opens the plain leaderboard", (query) => {
    expect(read(query)).toEqual(DEFAULT_BOARD);
  });
});

test("rowsOn", () => {
  expect(rowsOn(3, 73)).toEqual({ first: 51, last: 73 });
});
