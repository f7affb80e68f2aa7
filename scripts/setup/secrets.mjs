import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A secret that is made once and kept in a file that only its owner can read.
 * @param {import("./paths.mjs").Paths} paths
 * @param {string} name its file in the secrets folder
 * @returns {Promise<string>} 256 random bits, base64url
 */
export async function ensureSecret(paths, name) {
  const file = join(paths.secrets, name);
  if (existsSync(file)) return readFile(file, "utf8");
  await mkdir(paths.secrets, { recursive: true });
  await chmod(paths.secrets, 0o700);
  const secret = randomBytes(32).toString("base64url");
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
