// What browsers load of a built page before it can be used, and what must not grow or come back there unnoticed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { listFiles } from "./setup/stamp.mjs";

/** Kilobytes (gzip) that a page may have, by its folder in `app/`. */
const LIMITS = { "(site)/classify": 230 };

/** Pages that visitors see first: schemas come to them later, if at all. */
const WITHOUT_SCHEMAS = [
  "(site)",
  "(site)/classify",
  "(site)/collections/[id]",
  "(site)/leaderboard",
  "(site)/models/[id]",
  "embed/[modelId]",
];

/** What zod says of itself to whoever asks a schema by the Standard Schema interface. */
const SCHEMAS = /vendor:\s*["']zod["']/;

/**
 * @param {string} build Next's folder, `.next`
 * @param {{ limits?: Record<string, number>, withoutSchemas?: readonly string[] }} [rules]
 * @returns {{ sizes: Record<string, number>, findings: string[] }} kilobytes (gzip) of each page that a rule names
 */
export function checkFirstScripts(build, { limits = LIMITS, withoutSchemas = WITHOUT_SCHEMAS } = {}) {
  const sizes = {};
  const findings = [];
  for (const page of new Set([...Object.keys(limits), ...withoutSchemas])) {
    const files = firstScripts(build, page).map((name) => ({ name, text: readFileSync(join(build, name)) }));
    const kilobytes = files.reduce((sum, { text }) => sum + gzipSync(text).length, 0) / 1000;
    sizes[page] = kilobytes;
    if (kilobytes > (limits[page] ?? Number.POSITIVE_INFINITY)) {
      findings.push(`app/${page} loads ${kilobytes.toFixed(1)} kB of script first, more than ${limits[page]}`);
    }
    const schemas = withoutSchemas.includes(page) && files.find(({ text }) => SCHEMAS.test(text));
    if (schemas) {
      findings.push(
        `app/${page} loads zod first, in ${schemas.name}: something that it imports takes more than a type from a file with a schema`,
      );
    }
  }
  // The forms need it: were it nowhere, it would go by another sign.
  if (!listFiles(join(build, "static")).some((file) => SCHEMAS.test(readFileSync(file, "utf8")))) {
    findings.push("No script of the bundle is recognised as zod: first-script.mjs must learn its new sign");
  }
  return { sizes, findings };
}

/** The scripts that the HTML of a page names: Next's own, those of its layouts and error pages, and the page's. */
function firstScripts(build, page) {
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8"));
  const manifest = readFileSync(join(build, "server/app", page, "page_client-reference-manifest.js"), "utf8");
  const { entryJSFiles } = JSON.parse(manifest.slice(manifest.indexOf("] = {") + "] = ".length).replace(/;\s*$/, ""));
  const own = Object.values(entryJSFiles).flat();
  if (own.length === 0) throw new Error(`Next's manifest of app/${page} names no scripts.`);
  return [...new Set([...rootMainFiles, ...own])];
}
