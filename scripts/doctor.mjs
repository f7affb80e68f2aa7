// `npm run doctor`: looks at everything the project stands on, changes nothing, and says of each whether it is well or what to
// do. `--json` prints the same as one JSON object. Exit status 1 if anything needs doing.

import { CHECKS } from "./doctor/checks.mjs";
import { locate } from "./setup/paths.mjs";

const paths = locate();
/** @type {import("./doctor/checks.mjs").Finding[]} */
const findings = (await Promise.all(CHECKS.map((check) => check(paths).catch(asFinding)))).flat();
const well = findings.every((finding) => finding.ok);

if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ ok: well, findings }, null, 2));
} else {
  const width = Math.max(...findings.map(({ name }) => name.length));
  for (const { name, ok, found, advice } of findings) {
    console.log(`${ok ? "ok" : "! "}  ${name.padEnd(width)}  ${found}${advice ? `: ${advice}` : ""}`);
  }
}
process.exit(well ? 0 : 1);

function asFinding(error) {
  return { name: "doctor", ok: false, found: error.message, advice: "this check itself failed" };
}
