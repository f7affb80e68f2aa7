import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

type LogLine = { message: string; pid?: number; task?: string };

/** The real trainer as a process that a test may kill. */
export class TrainerProcess {
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #output = "";

  constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, ["trainer/main.ts"], {
      cwd: CHECKOUT,
      env: { ...process.env, ...env, TF_CPP_MIN_LOG_LEVEL: "2" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
    });
    this.ended = new Promise((resolve) => this.#child.once("close", () => resolve()));
  }

  /** What it has written to stderr. */
  get output(): string {
    return this.#output;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Kills it and its workers, one that was made to hang included. */
  destroy(): void {
    this.kill("SIGKILL");
    for (const pid of this.trainingWorkers()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
  }

  /** Process ids of the workers that it has started to train, in order. */
  trainingWorkers(): number[] {
    return this.#lines().flatMap(({ message, task, pid }) =>
      message === "worker starts" && task === "train" && pid ? [pid] : [],
    );
  }

  #lines(): LogLine[] {
    return this.#output.split("\n").flatMap((line) => {
      try {
        return [JSON.parse(line) as LogLine];
      } catch {
        return [];
      }
    });
  }
}
