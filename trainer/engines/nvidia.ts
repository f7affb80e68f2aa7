/** What this machine has of NVIDIA's: devices and a driver, read without loading any of it. */
import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

export type Nvidia = {
  /** Graphics devices on the bus. */
  devices: number;
  /** Version of the driver that is loaded, such as `550.54.15`; null without one. */
  driver: string | null;
};

/** CUDA 12's libraries run on this driver and later: NVIDIA's table of minor version compatibility. */
export const LEAST_DRIVER = "525.60.13";

const VENDOR = "0x10de";
/** PCI classes of displays and of 3D controllers begin so. */
const GRAPHICS_CLASS = "0x03";

/** @param root where `/proc` and `/sys` are; for tests */
export function findNvidia(root = "/"): Nvidia {
  const read = (path: string) => {
    try {
      return readFileSync(`${root}${path}`, "utf8").trim();
    } catch {
      return "";
    }
  };
  const bus = "sys/bus/pci/devices";
  const devices = list(`${root}${bus}`).filter(
    (name) => read(`${bus}/${name}/vendor`) === VENDOR && read(`${bus}/${name}/class`).startsWith(GRAPHICS_CLASS),
  );
  const version = read("proc/driver/nvidia/version").match(/Kernel Module.*?\s(\d+(?:\.\d+)+)\s/)?.[1];
  return { devices: devices.length, driver: version ?? null };
}

/** Why TensorFlow computes on the processor although there is a device, and what to do; null where there is none. */
export function whyNoGpu({ devices, driver }: Nvidia): string | null {
  if (driver === null) {
    if (devices === 0) return null;
    return `There is an NVIDIA device, but no driver for it: install NVIDIA's driver ${LEAST_DRIVER} or later, and start again.`;
  }
  if (isOlder(driver, LEAST_DRIVER)) {
    return `NVIDIA's driver ${driver} is too old for CUDA 12: install ${LEAST_DRIVER} or later, and start again.`;
  }
  return (
    `NVIDIA's driver ${driver} is there, but TensorFlow found no device: see that \`nvidia-smi\` lists one and ` +
    "CUDA_VISIBLE_DEVICES does not hide it; where the CPU build was set up, remove .cultivar/tensorflow and start again."
  );
}

/**
 * The devices that may be seen, as CUDA_VISIBLE_DEVICES names them: those that it names, else all that the driver lists.
 *
 * @param visible CUDA_VISIBLE_DEVICES
 */
export function visibleGpus(visible: string | undefined): string[] {
  if (visible !== undefined) return visible.split(",").filter((name) => name !== "" && name !== "-1");
  try {
    const query = ["--query-gpu=index", "--format=csv,noheader"];
    const answer = execFileSync("nvidia-smi", query, { encoding: "utf8", timeout: 10_000, stdio: "pipe" });
    return answer.split("\n").filter((line) => /^\d+$/.test(line));
  } catch {
    return [];
  }
}

const MEBIBYTE = 2 ** 20;

/** Bytes of all visible devices together; null where the driver does not tell. */
export async function gpuMemory(
  visible: string | undefined,
): Promise<{ memoryBytes: number | null; memoryUsedBytes: number | null }> {
  try {
    const query = ["--query-gpu=memory.total,memory.used", "--format=csv,noheader,nounits"];
    const which = visible ? [`--id=${visible}`] : [];
    const { stdout } = await promisify(execFile)("nvidia-smi", [...query, ...which], { timeout: 10_000 });
    return sumGpuMemory(stdout);
  } catch {
    return { memoryBytes: null, memoryUsedBytes: null };
  }
}

/** @param answer a line for each device such as `81559, 1204`, in mebibytes */
export function sumGpuMemory(answer: string): { memoryBytes: number | null; memoryUsedBytes: number | null } {
  const lines = answer.split("\n").flatMap((line) => {
    const [, total, used] = line.match(/^\s*(\d+),\s*(\d+)\s*$/) ?? [];
    return total && used ? [{ total: Number(total) * MEBIBYTE, used: Number(used) * MEBIBYTE }] : [];
  });
  if (lines.length === 0) return { memoryBytes: null, memoryUsedBytes: null };
  return {
    memoryBytes: lines.reduce((sum, { total }) => sum + total, 0),
    memoryUsedBytes: lines.reduce((sum, { used }) => sum + used, 0),
  };
}

/** The visible device's name and compute capability as the driver tells them; null where it does not. */
export function describeGpu(visible: string | undefined): { name: string; computeCapability: number } | null {
  try {
    const query = ["--query-gpu=name,compute_cap", "--format=csv,noheader", `--id=${visible?.split(",")[0] || "0"}`];
    const answer = execFileSync("nvidia-smi", query, { encoding: "utf8", timeout: 10_000 });
    return parseGpu(answer);
  } catch {
    return null;
  }
}

/** @param answer one line such as `NVIDIA H100, 9.0` */
export function parseGpu(answer: string): { name: string; computeCapability: number } | null {
  const [, name, capability] = answer.match(/^(.+?),\s*(\d+\.\d+)\s*$/m) ?? [];
  return name && capability ? { name, computeCapability: Number(capability) } : null;
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  for (const [i, part] of (b ?? []).entries()) if ((a?.[i] ?? 0) !== part) return (a?.[i] ?? 0) < part;
  return false;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
