// `npm run audit`: packages that the product runs on must have no known vulnerability, unless audit-exceptions.json says why
// one does not matter here, and until when that was looked at.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "./setup/command.mjs";
import { npm } from "./setup/npm.mjs";
import { checkout } from "./setup/paths.mjs";

/** Exit status that says that the registry does not tell. */
export const NO_ANSWER = 3;

/**
 * @typedef {{ advisory: string, package: string, reason: string, expires: string }} Exception `advisory` is its address,
 *   `expires` a day as YYYY-MM-DD, the last on which it counts
 */

/**
 * @param {any} report of `npm audit --json`
 * @param {readonly Exception[]} exceptions
 * @param {string} today YYYY-MM-DD
 * @returns {string[]} a line for each thing that is wrong: vulnerabilities that nobody has excepted, exceptions that have
 *   expired or that except nothing
 */
export function judgeAudit(report, exceptions, today) {
  const found = new Map();
  for (const { via } of Object.values(report.vulnerabilities ?? {})) {
    for (const advisory of via) if (typeof advisory === "object") found.set(advisory.url, advisory);
  }
  const findings = [];
  const excepted = new Map(exceptions.map((exception) => [exception.advisory, exception]));
  for (const [url, { name, range, severity, title }] of found) {
    const exception = excepted.get(url);
    const what = `${name} ${range}: ${title} (${severity}, ${url})`;
    if (!exception) findings.push(`${what}. Update it, or give a reason in audit-exceptions.json.`);
    else if (exception.expires < today) {
      findings.push(`${what}. Its exception has expired on ${exception.expires}: look at it again.`);
    }
  }
  for (const { advisory, package: name } of exceptions) {
    if (!found.has(advisory))
      findings.push(`${name}: ${advisory} is no longer found. Take it out of audit-exceptions.json.`);
  }
  return findings;
}

/** @returns {Promise<any>} npm's report; null where the registry does not tell */
async function askRegistry() {
  const output = await npm(["audit", "--omit=dev", "--json", "--loglevel=silent"], { cwd: checkout }).then(
    ({ stdout }) => stdout,
    // That there are vulnerabilities is an exit status as well.
    (error) => {
      if (error instanceof CommandError) return error.output;
      throw error;
    },
  );
  try {
    const report = JSON.parse(output);
    return report.auditReportVersion ? report : null;
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await askRegistry();
  if (report === null) {
    console.log("The package registry does not say which vulnerabilities it knows of.");
    process.exit(NO_ANSWER);
  }
  const exceptions = JSON.parse(await readFile(join(checkout, "audit-exceptions.json"), "utf8"));
  const findings = judgeAudit(report, exceptions, new Date().toISOString().slice(0, 10));
  for (const finding of findings) console.error(finding);
  console.log(`${report.metadata.dependencies.prod} packages, ${findings.length} findings`);
  process.exit(findings.length > 0 ? 1 : 0);
}
