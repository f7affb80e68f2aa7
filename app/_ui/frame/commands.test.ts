import { expect, test } from "vitest";
import { type Command, matchingCommands } from "./commands.ts";

const COMMANDS: Command[] = [
  { group: "Go to", label: "Leaderboard", icon: "podium", href: "/leaderboard" },
  { group: "Do", label: "New run", icon: "plus", href: "/experiments/new", keywords: ["train", "launch"] },
  { group: "Theme", label: "Dark", icon: "moon", onSelect: () => {} },
];
const found = (query: string) => matchingCommands(COMMANDS, query).map(({ label }) => label);

test("every word has to be somewhere", () => {
  expect(found("")).toHaveLength(3);
  expect(found("LEAD")).toEqual(["Leaderboard"]);
  expect(found("launch new")).toEqual(["New run"]);
  expect(found("theme dark")).toEqual(["Dark"]);
  expect(found("new theme")).toEqual([]);
});
