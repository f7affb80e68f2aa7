import { describe, expect, it } from "vitest";
import { isCurrent, PLACES, signInFrom } from "./navigation.ts";

const current = (pathname: string) => PLACES.filter((place) => isCurrent(place, pathname)).map(({ label }) => label);

describe("navigation", () => {
  it("knows where a page belongs", () => {
    expect(current("/runs/abc")).toEqual(["Experiments"]);
    expect(current("/experiments/new")).toEqual(["Experiments"]);
    expect(current("/models/abc")).toEqual(["Leaderboard"]);
    expect(current("/trainers")).toEqual(["Trainers"]);
    expect(current("/")).toEqual([]);
    expect(current("/account")).toEqual([]);
  });
  it("comes back after signing in, but not to the sign-in page itself", () => {
    expect(signInFrom("/models/a b")).toBe("/sign-in?next=%2Fmodels%2Fa%20b");
    expect(signInFrom("/")).toBe("/sign-in");
    expect(signInFrom("/sign-up")).toBe("/sign-in");
  });
});
