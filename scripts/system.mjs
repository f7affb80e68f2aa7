// The running system: web app and trainer over one database. `npm start` and the browser tests start it alike.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { endGroup, identify } from "./setup/process-identity.mjs";
import { WEB_SERVER } from "./setup/web-build.mjs";

/** Milliseconds that each may take to end by itself: the trainer keeps a checkpoint, the web app lets requests finish. */
const PATIENCE = { trainer: 60_000, web: 10_000 };

/**
 * @typedef {{ name: "web" | "trainer", pid: number, started: string }} Member a process of the system, leader of its group
 * @typedef {{ members: Member[], ready: Promise<void>, ended: Promise<{ name: string, how: string }>,
 *             stop: () => Promise<void> }} System
 *   `ready` settles when the web app answers or cannot any more, `ended` when a process ends that nobody asked to
 *
 * Starts the web app and the trainer. Both lead process groups of their own, so that a Ctrl-C in the terminal reaches only
 * us and they end in order.
 *
 * @param {import("./setup/paths.mjs").Paths} paths
 * @param {{ node: string, port: number, host: string, environment: NodeJS.ProcessEnv, output: number }} options `output` is
 *   the file descriptor that they write to
 * @returns {System}
 */
export function startSystem(paths, { node, port, host, environment, output }) {
  const start = (name, args, env) => {
    const child = spawn(node, args, {
      cwd: paths.checkout,
      env,
      stdio: ["ignore", output, output],
      detached: true,
    });
    return { name, child };
  };
  const children = [
    start("trainer", ["trainer/main.ts"], withoutWebSecrets(environment)),
    start("web", [join(paths.checkout, WEB_SERVER)], { ...environment, HOSTNAME: host, PORT: String(port) }),
  ];
  const members = children.map(({ name, child }) => ({ name, ...identify(child.pid) }));

  const stopping = new AbortController();
  const ended = new Promise((resolve) => {
    for (const { name, child } of children) {
      child.once("exit", (code, signal) => {
        if (!stopping.signal.aborted)
          resolve({ name, how: signal ? `was ended by ${signal}` : `ended with exit status ${code}` });
      });
    }
  });
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`;
  const ready = Promise.race([
    untilAnswering(address, stopping.signal),
    ended.then(({ name, how }) => {
      throw new Error(`The ${name} ${how} while starting.`);
    }),
  ]);
  const stop = async () => {
    stopping.abort();
    for (const member of members) await endGroup(member, PATIENCE[member.name]);
  };
  return { members, ready, ended, stop };
}

/** Resolves when the address gives any answer to a request. */
async function untilAnswering(url, signal, patience = 60_000) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && !signal.aborted) {
    const answered = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    signal.aborted ? "Stopped while starting." : `The web app did not answer at ${url} within ${patience / 1000} s.`,
  );
}

/** The trainer signs nobody in and sends no mail, so it is not told how. */
function withoutWebSecrets(environment) {
  const secret = (name) => name.endsWith("_SECRET") || name === "SMTP_URL";
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secret(name)));
}
