import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { logLine } from "#telemetry/log";
import { storableText } from "../event-log/storable-text.ts";
import type { Assignment, Command, Message, OutputLine, Report, Verdict } from "../worker/messages.ts";
import type { Slot } from "./slots.ts";
import { workerEnvironment } from "./worker-environment.ts";
import { WorkerOutput } from "./worker-output.ts";

const WORKER = fileURLToPath(new URL("../worker.ts", import.meta.url));
/** Characters of a worker's last words that are kept. */
const STDERR_TAIL = 4000;
const MEMORY_INTERVAL = 500;

export type WorkerEnd = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Whether the signal came from us. */
  killed: boolean;
  report: Report | null;
  stderr: string;
  /** What it printed; those that had reached it are in its log, in this order, the last ones may not be. */
  output: readonly OutputLine[];
  /** Resident bytes when they were last looked at; null where the system does not tell. */
  memory: number | null;
};

/** A child process that does one assignment. The accelerator and its library live and die with it. */
export class WorkerProcess {
  /** Settles when the process is gone and everything it said has arrived. Never rejects. */
  readonly ended: Promise<WorkerEnd>;
  readonly #child: ChildProcess;
  readonly #output: WorkerOutput;
  #killed = false;

  /** @param slot what it computes on; without one it has what the supervisor has */
  constructor(assignment: Assignment, slot: Slot = {}) {
    const env = { ...workerEnvironment(process.env), ...slot };
    // tfjs-node 4.22 calls a function that Node has deprecated; nobody here can mend that.
    const execArgv = [...process.execArgv, "--disable-warning=DEP0044"];
    this.#child = fork(WORKER, [], { env, execArgv, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    // Only a training has a log to put it into.
    const isTraining = assignment.task === "train";
    this.#output = new WorkerOutput((output) => isTraining && this.#send({ output }));
    this.ended = this.#watch();
    logLine("info", "worker starts", { task: assignment.task, pid: this.#child.pid ?? null });
    this.#send(assignment);
  }

  command(command: Command): void {
    this.#send(command);
  }

  decide(verdict: Verdict): void {
    this.#send({ verdict });
  }

  /** Ends the process now, whatever it does. */
  kill(): void {
    this.#killed = true;
    this.#child.kill("SIGKILL");
  }

  #send(message: Assignment | Message): void {
    // A process that is gone has its own way of being noticed.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #watch(): Promise<WorkerEnd> {
    const child = this.#child;
    let report: Report | null = null;
    let stderr = "";
    let memory: number | null = null;
    child.on("message", (message) => {
      report = message as Report;
    });
    child.stdout?.on("data", (bytes: Buffer) => {
      process.stderr.write(bytes);
      this.#output.write("stdout", bytes);
    });
    child.stderr?.on("data", (bytes: Buffer) => {
      process.stderr.write(bytes);
      stderr = (stderr + bytes.toString("utf8")).slice(-STDERR_TAIL);
      this.#output.write("stderr", bytes);
    });
    const watch = setInterval(() => {
      memory = residentBytes(child.pid) ?? memory;
    }, MEMORY_INTERVAL);
    return new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        clearInterval(watch);
        this.#output.end();
        const { lines: output } = this.#output;
        const words = storableText(stderr, STDERR_TAIL);
        resolve({ code, signal, killed: this.#killed, report, stderr: words, output, memory });
      };
      child.once("error", (error) => {
        stderr = error.message;
        end(null, null);
      });
      // "close" follows "exit" when its output has been read to its end.
      child.once("close", end);
    });
  }
}

/** Linux only. */
function residentBytes(pid: number | undefined): number | null {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kibibytes ? Number(kibibytes) * 1024 : null;
  } catch {
    return null;
  }
}
