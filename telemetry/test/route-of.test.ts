import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { routeOf } from "../route-of.ts";

const APP = join(import.meta.dirname, "../../app");
const foldersOf = (path: string) =>
  readdirSync(join(APP, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
    .map(({ name }) => name);

it("names the route of every page and door", () => {
  for (const name of [...foldersOf("(site)"), ...foldersOf("(site)/(account)")]) {
    expect(routeOf(`/${name}?page=2`)).toBe(`/${name}`);
    expect(routeOf(`/${name}/0190/settings`)).toBe(`/${name}/…`);
  }
  for (const name of foldersOf("api").filter((name) => name !== "artefacts" && name !== "test")) {
    expect(routeOf(`/api/${name}/x`)).toBe(`/api/${name}`);
  }
  expect(routeOf("/")).toBe("/");
  expect(routeOf(`/m/${"a".repeat(64)}`)).toBe("/m/…");
});

it("has one name for whatever else is asked for", () => {
  for (const url of ["/wp-login.php", "/.env", "//x", "/api/secret", "*", ""])
    expect(["other", "/"]).toContain(routeOf(url));
});
