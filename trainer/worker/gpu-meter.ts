import { type ChildProcess, spawn } from "node:child_process";

export type GpuUsage = {
  /** Share of the time in which the device was busy, 0..1; null where the driver does not tell. */
  gpu: number | null;
  gpuMemoryBytes: number | null;
};

const UNKNOWN: GpuUsage = { gpu: null, gpuMemoryBytes: null };
const MEBIBYTE = 2 ** 20;
/** Starting `nvidia-smi` costs more than keeping it: it writes a line this often, in milliseconds. */
const INTERVAL = 1_000;

/**
 * The command that tells of the visible device, again and again.
 *
 * @param visible `CUDA_VISIBLE_DEVICES`
 */
export const gpuCommand = (visible: string | undefined): readonly [string, ...string[]] => [
  "nvidia-smi",
  "--query-gpu=utilization.gpu,memory.used",
  "--format=csv,noheader,nounits",
  `--id=${visible?.split(",")[0] || "0"}`,
  `--loop-ms=${INTERVAL}`,
];

/** Follows what a command says of the device, one line after the other; nothing ever waits for it. */
export class GpuMeter {
  readonly #child: ChildProcess;
  #usage = UNKNOWN;

  constructor([file, ...args]: readonly [string, ...string[]]) {
    this.#child = spawn(file, args, { stdio: ["ignore", "pipe", "ignore"] });
    let rest = "";
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      const last = lines.at(-1);
      if (last !== undefined) this.#usage = parseGpuUsage(last);
    });
    // Without the command, or once it has ended, there is nothing to tell.
    const forget = () => {
      this.#usage = UNKNOWN;
    };
    this.#child.once("error", forget).once("close", forget);
  }

  /** As it was told last. */
  get usage(): GpuUsage {
    return this.#usage;
  }

  close(): void {
    this.#child.kill();
  }
}

/** @param line such as `37, 1204`: per cent and mebibytes, either of which the driver may call not available */
export function parseGpuUsage(line: string): GpuUsage {
  const [busy, memory] = line.split(",").map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : null));
  return {
    gpu: busy == null ? null : busy / 100,
    gpuMemoryBytes: memory == null ? null : memory * MEBIBYTE,
  };
}
