import { execFileSync } from "node:child_process";

/** The checkout's commit, with `-dirty` where files differ from it; "unknown" without git. */
export function commit(): string {
  try {
    const args = ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"];
    return execFileSync("git", args, {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}
