/** Programs that a test runs beside it, each the leader of a group of its own, with nothing of this one's environment. */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { endGroup, type Identity, identify } from "../../scripts/setup/process-identity.mjs";

export const PLAIN_ENVIRONMENT = { NODE_ENV: "production", PATH: process.env.PATH } as const;

export type Program = {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
};

export type Running = {
  /** What it has written so far. */
  output: () => string;
  /** Asks it to end, and kills it after `patience` milliseconds. */
  stop: (patience?: number) => Promise<void>;
};

export function startProgram({ command, args, env, cwd }: Program): Running {
  const child = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  child.once("error", (error) => (output += error.message));
  const identity: Identity | null = child.pid === undefined ? null : identify(child.pid);
  return {
    output: () => output,
    stop: async (patience = 5_000) => void (identity && (await endGroup(identity, patience))),
  };
}

/** Resolves when `check` is true; throws with what `running` has written when it is not within `patience` milliseconds. */
export async function until(
  what: string,
  check: () => Promise<boolean>,
  { patience = 30_000, running }: { patience?: number; running?: Running } = {},
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await check().catch(() => false))) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${patience / 1000} s: ${what}.\n${running?.output().slice(-3000) ?? ""}`);
    }
    await sleep(100);
  }
}
