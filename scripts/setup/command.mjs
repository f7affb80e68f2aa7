// Runs other programs: their output is kept and shown only when they fail, and none outlives us.
import { spawn } from "node:child_process";

const running = new Set();
process.once("exit", endCommands);

/** Ends every program that runs at the moment; what waits for one gets a CommandError. */
export function endCommands() {
  for (const child of running) child.kill("SIGTERM");
}

/** A program that could not be started or failed; `output` is all it wrote. */
export class CommandError extends Error {
  constructor(command, code, signal, output) {
    const how = signal ? `was ended by ${signal}` : `failed with exit status ${code}`;
    super(`\`${command}\` ${how}${output.trim() ? `:\n${abridge(output)}` : ""}`);
    this.name = "CommandError";
    this.code = code;
    this.signal = signal;
    this.output = output;
  }
}

/** Some programs give the reason first and then explain at length, others the other way round. */
function abridge(output) {
  const lines = output.trim().split("\n");
  return lines.length <= 20 ? lines.join("\n") : [...lines.slice(0, 10), "…", ...lines.slice(-10)].join("\n");
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, uid?: number, gid?: number, signal?: AbortSignal,
 *           onLine?: (line: string) => void }} [options] `onLine` gets each line of both streams
 * @returns {Promise<{ stdout: string, stderr: string }>}
 * @throws {CommandError} on an exit status other than 0, a signal, or a missing program (status 127)
 */
export function execute(program, args, { onLine, input, ...options } = {}) {
  const shown = [program, ...args].join(" ");
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    running.add(child);
    const texts = { stdout: "", stderr: "" };
    let all = "";
    for (const name of ["stdout", "stderr"]) {
      let partial = "";
      child[name].setEncoding("utf8").on("data", (chunk) => {
        texts[name] += chunk;
        all += chunk;
        if (!onLine) return;
        const lines = (partial + chunk).split("\n");
        partial = lines.pop() ?? "";
        for (const line of lines) onLine(line);
      });
    }
    child.once("error", (error) => {
      running.delete(child);
      reject(new CommandError(shown, 127, null, error.message));
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(texts);
      else reject(new CommandError(shown, code, signal, all));
    });
    if (input !== undefined) child.stdin.end(input);
  });
}

/** @returns whether `program` runs with `args` and exits with 0 */
export async function succeeds(program, args, options) {
  return execute(program, args, options).then(
    () => true,
    () => false,
  );
}
