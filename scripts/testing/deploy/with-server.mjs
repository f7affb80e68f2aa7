import { setTimeout as sleep } from "node:timers/promises";
import { execute } from "../../setup/command.mjs";
import { answers } from "../../setup/postgres.mjs";

const PATIENCE_MS = 15_000;

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number }} ServerOptions
 * @typedef {{ program: string, args: readonly string[], port: number, options?: ServerOptions }} Server how it is started;
 *   `port` of this machine is where it will listen
 */

/**
 * Runs a server for as long as `work` takes.
 *
 * @template T
 * @param {Server} server
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws what the server wrote, if it ends before it listens
 */
export async function withServer({ program, args, port, options }, work) {
  const ending = new AbortController();
  const ended = execute(program, args, { ...options, signal: ending.signal });
  ended.catch(() => {});
  try {
    await Promise.race([
      untilListening(port),
      ended.then(() => {
        throw new Error(`${program} ended before it listened.`);
      }),
    ]);
    return await work();
  } finally {
    ending.abort();
  }
}

/** Waits until something answers at a port of this machine. */
export async function untilListening(/** @type {number} */ port) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await answers(`tcp://127.0.0.1:${port}`))) {
    if (Date.now() > deadline) throw new Error(`Nothing listened at port ${port} within ${PATIENCE_MS / 1000} s.`);
    await sleep(50);
  }
}
