import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { untilListening } from "../../scripts/testing/deploy/with-server.mjs";
import type { Part } from "./part.ts";

/** Milliseconds that a process which was asked to end may take. */
const PATIENCE = 40_000;
/** Milliseconds after which a process that ended by itself is started again, as a service manager would. */
const RESTART_DELAY = 500;

export type ProcessOptions = {
  program: string;
  args: readonly string[];
  folder: string;
  /** @param generation counts its starts, from 1 */
  env: (generation: number) => NodeJS.ProcessEnv;
  logFile: string;
  /** Whose it is, where not ours. */
  account?: { uid?: number; gid?: number };
  /** Where it listens once it has started; nobody waits for one without. */
  port?: number;
};

/** A process that leads a group of its own. Whenever it ends without being told to, that is remembered and it is started again. */
export class ProcessPart implements Part {
  readonly name: string;
  /** How it ended when nobody had asked it to; a system that bears its faults has none. */
  readonly unaskedEnds: string[] = [];
  readonly #options: ProcessOptions;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #generation = 0;
  #wanted = false;

  constructor(name: string, options: ProcessOptions) {
    this.name = name;
    this.#options = options;
    process.once("exit", () => this.signalGroup("SIGKILL"));
  }

  async start(): Promise<void> {
    const { program, args, folder, env, logFile, account, port } = this.#options;
    this.#generation += 1;
    this.#wanted = true;
    const child = spawn(program, args, {
      cwd: folder,
      env: env(this.#generation),
      ...account,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        appendFileSync(logFile, bytes);
        this.hear(bytes.toString("utf8"));
      });
    }
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        this.#child = null;
        resolve();
        if (this.#wanted) void this.#endedByItself(signal ?? `exit status ${code}`);
      });
    });
    if (port !== undefined) await untilListening(port);
  }

  async crash(): Promise<void> {
    this.#wanted = false;
    this.signalGroup("SIGKILL");
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.signal("SIGTERM");
    const overdue = setTimeout(() => this.signalGroup("SIGKILL"), PATIENCE);
    await this.#ended;
    clearTimeout(overdue);
  }

  /** To the process alone; children of its own go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** To the process and all that it has started. */
  signalGroup(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has just ended.
    }
  }

  /** Kills the process alone, as the kernel does when memory is short. */
  async kill(): Promise<void> {
    this.#wanted = false;
    this.signal("SIGKILL");
    await this.#ended;
  }

  /** Gets what it prints. */
  protected hear(_text: string): void {}

  async #endedByItself(how: string): Promise<void> {
    this.unaskedEnds.push(`${this.name} ended: ${how}`);
    await sleep(RESTART_DELAY);
    if (this.#wanted && !this.#child) await this.start();
  }
}
