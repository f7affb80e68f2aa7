import type { PointMeasures } from "#domain/runs/events";
import type { GpuMeter } from "./gpu-meter.ts";

export type SystemUsage = Pick<PointMeasures, "processors" | "memoryBytes" | "gpu" | "gpuMemoryBytes">;

/** What a process tells of itself; for tests. */
export type ProcessFigures = {
  /** Milliseconds. */
  clock: () => number;
  /** Microseconds that its threads have computed so far. */
  cpuUsage: () => { user: number; system: number };
  /** Resident bytes. */
  memory: () => number;
};

const THIS_PROCESS: ProcessFigures = {
  clock: () => performance.now(),
  cpuUsage: () => process.cpuUsage(),
  memory: () => process.memoryUsage.rss(),
};

/** What this process uses of its machine, from one look to the next. */
export class SystemMeter {
  readonly #gpu: Pick<GpuMeter, "usage"> | null;
  readonly #figures: ProcessFigures;
  #before: { at: number; computed: number };

  /** @param gpu null where the engine uses none */
  constructor(gpu: Pick<GpuMeter, "usage"> | null, figures = THIS_PROCESS) {
    this.#gpu = gpu;
    this.#figures = figures;
    this.#before = this.#look();
  }

  /** Processors since the call before; all else as it is now. */
  read(): SystemUsage {
    const before = this.#before;
    const now = this.#look();
    this.#before = now;
    const elapsed = now.at - before.at;
    return {
      processors: elapsed > 0 ? (now.computed - before.computed) / elapsed : null,
      memoryBytes: this.#figures.memory(),
      ...(this.#gpu?.usage ?? { gpu: null, gpuMemoryBytes: null }),
    };
  }

  /** Both in milliseconds. */
  #look() {
    const { user, system } = this.#figures.cpuUsage();
    return { at: this.#figures.clock(), computed: (user + system) / 1000 };
  }
}
