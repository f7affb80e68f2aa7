import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkFirstScripts } from "../first-script.mjs";

let build = "";

/** A build with a page without schemas, some 3 kB of script, and one with them. */
beforeAll(async () => {
  build = await mkdtemp(join(tmpdir(), "first-script-"));
  const write = async (path: string, text: string) => {
    await mkdir(join(build, path, ".."), { recursive: true });
    await writeFile(join(build, path), text);
  };
  const manifest = (page: string, files: Record<string, string[]>) =>
    write(
      `server/app/${page}/page_client-reference-manifest.js`,
      `globalThis.__RSC_MANIFEST = {};\nglobalThis.__RSC_MANIFEST["/${page}/page"] = ${JSON.stringify({ entryJSFiles: files })};\n`,
    );
  await write("build-manifest.json", JSON.stringify({ rootMainFiles: ["static/next.js"] }));
  // Random bytes stay as long as they are, give or take what gzip adds.
  await write("static/next.js", randomBytes(1500).toString("latin1"));
  await write("static/plain.js", randomBytes(500).toString("latin1"));
  await write("static/forms.js", 'schema = { vendor:"zod", version: 1 }');
  await manifest("[id]", { layout: ["static/next.js", "static/plain.js"], page: ["static/plain.js"] });
  await manifest("form", { page: ["static/forms.js"] });
});

afterAll(() => rm(build, { recursive: true }));

it("adds up each script of a page once, and finds one that is larger than its limit", () => {
  const within = checkFirstScripts(build, { limits: { "[id]": 4 }, withoutSchemas: [] });
  expect(within.findings).toEqual([]);
  const size = within.sizes["[id]"] ?? 0;
  expect(size).toBeGreaterThan(2);
  expect(size).toBeLessThan(3.5);
  expect(checkFirstScripts(build, { limits: { "[id]": 1 }, withoutSchemas: [] }).findings).toEqual([
    `app/[id] loads ${size.toFixed(1)} kB of script first, more than 1`,
  ]);
});

it("finds schemas on a page that should load without them", () => {
  const { findings } = checkFirstScripts(build, { limits: {}, withoutSchemas: ["[id]", "form"] });
  expect(findings).toEqual([expect.stringMatching(/^app\/form loads zod first, in static\/forms\.js/)]);
});

it("does not pass when it cannot tell what a schema is", async () => {
  await writeFile(join(build, "static/forms.js"), "schema = { vendor: zod }");
  expect(checkFirstScripts(build, { limits: {}, withoutSchemas: ["form"] }).findings).toEqual([
    expect.stringContaining("No script of the bundle is recognised as zod"),
  ]);
});
