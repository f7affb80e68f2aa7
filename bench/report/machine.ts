/** The machine that a bench ran on, and when. */
import { cpus, loadavg, release, totalmem, type } from "node:os";

export type Machine = {
  cpu: string;
  cores: number;
  memoryGiB: number;
  os: string;
  node: string;
  /** Mean number of waiting or running processes in the minute before the bench: near 0 on a quiet machine. */
  loadBefore: number;
  versions: Record<string, string>;
  date: string;
};

/** Call it before the bench, so that the load is that of others. */
export function describeMachine(): Omit<Machine, "versions"> {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || "unknown",
    cores: processors.length,
    memoryGiB: Math.round((10 * totalmem()) / 2 ** 30) / 10,
    os: `${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
    loadBefore: Math.round(100 * (loadavg()[0] ?? 0)) / 100,
    date: new Date().toISOString(),
  };
}
