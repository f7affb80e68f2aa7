/** Child processes that do not outlive the bench. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { constants } from "node:os";

export type Command = { program: string; args: readonly string[]; env?: NodeJS.ProcessEnv };

const running = new Set<ChildProcessWithoutNullStreams>();

/** Starts a program in a process group of its own, so that a terminal's Ctrl-C reaches it only through us. */
export function startChild({ program, args, env }: Command): ChildProcessWithoutNullStreams {
  const child = spawn(program, args, { env: env ?? process.env, detached: true, stdio: "pipe" });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  // Writing to a child that is gone is reported by its exit.
  child.stdin.on("error", () => {});
  return child;
}

/** Ends whatever still runs when this process ends or is told to. Call it once. */
export function endChildrenOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  process.once("exit", endChildren);
}

/** Ends whatever still runs, such as the others when one has failed. */
export function endChildren(): void {
  for (const child of running) endGroup(child);
}

function endGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has gone by itself.
  }
}
