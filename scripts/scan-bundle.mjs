// Looks into everything that browsers are sent for what must never be there: code of the server and names of its secrets. And
// into what they are sent first, which is to stay small (first-script.mjs).
// The import rules say the same about sources; this looks at what the bundler made of them.
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkFirstScripts } from "./first-script.mjs";
import { checkout, locate } from "./setup/paths.mjs";
import { listFiles } from "./setup/stamp.mjs";

/** Words that no honest browser bundle holds, and what their presence means. */
const FORBIDDEN_WORDS = {
  DATABASE_URL: "reads the database's address",
  CLIENT_SECRET: "reads a secret of an OAuth provider",
  SMTP_PASSWORD: "reads the mailer's password",
  STORE_DIR: "reads the store's folder",
  PrismaClient: "holds Prisma's client",
  "@prisma/": "holds a package of Prisma",
  pgboss: "holds the queue",
  "pg-boss": "holds the queue",
  tfjs_binding: "holds TensorFlow's native addon",
  "tfjs-node-gpu": "holds TensorFlow's native addon",
  nodemailer: "holds the mailer",
};

/** Variables whose values the bundler could have put in the place of their names. */
const SECRET_VARIABLE = /(SECRET|PASSWORD|TOKEN|DATABASE_URL)$/;

/**
 * @param {string} folder
 * @param {readonly string[]} [secrets] values that must not be there either
 * @returns {{ files: number, bytes: number, findings: string[] }} over all scripts below `folder`
 */
export function scanBundle(folder, secrets = []) {
  const words = [...Object.entries(FORBIDDEN_WORDS), ...secrets.map((secret) => [secret, "holds a secret"])];
  const scripts = listFiles(folder).filter((file) => /\.(m?js|json|html|css|map)$/.test(file));
  const findings = [];
  let bytes = 0;
  for (const file of scripts) {
    const text = readFileSync(file, "utf8");
    bytes += text.length;
    for (const [word, meaning] of words) {
      const index = text.indexOf(word);
      if (index < 0) continue;
      // A secret is not printed once more.
      const excerpt = word in FORBIDDEN_WORDS ? `: …${text.slice(Math.max(0, index - 40), index + 60)}…` : "";
      findings.push(`${relative(folder, file)} ${meaning}${excerpt}`);
    }
  }
  return { files: scripts.length, bytes, findings };
}

/** @returns the values of the secrets that set-up made and that the environment holds */
function knownSecrets() {
  const { secrets } = locate();
  const made = existsSync(secrets) ? listFiles(secrets).map((file) => readFileSync(file, "utf8")) : [];
  const given = Object.entries(process.env).filter(([name, value]) => SECRET_VARIABLE.test(name) && value);
  return [...made, ...given.map(([, value]) => value)].filter((value) => value.length >= 16);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(checkout, ".next/static");
  if (!existsSync(folder)) {
    console.error("There is no browser bundle in .next/static: build the web app first (npm test does).");
    process.exit(1);
  }
  const { files, bytes, findings: found } = scanBundle(folder, knownSecrets());
  const first = checkFirstScripts(join(checkout, ".next"));
  const findings = [...found, ...first.findings];
  for (const finding of findings) console.error(finding);
  for (const [page, kilobytes] of Object.entries(first.sizes))
    console.log(`app/${page}: ${kilobytes.toFixed(1)} kB first`);
  console.log(`${files} files, ${bytes} characters, ${findings.length} findings`);
  process.exit(findings.length > 0 || files === 0 ? 1 : 0);
}
