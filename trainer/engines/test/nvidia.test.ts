import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findNvidia, parseGpu, sumGpuMemory, visibleGpus, whyNoGpu } from "../nvidia.ts";

let root = "";
beforeEach(async () => {
  root = `${await mkdtemp(join(tmpdir(), "cultivar-nvidia-"))}/`;
});
afterEach(() => rm(root, { recursive: true }));

async function put(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const DEVICE = {
  "sys/bus/pci/devices/0000:01:00.0/vendor": "0x10de\n",
  "sys/bus/pci/devices/0000:01:00.0/class": "0x030200\n",
};
const SOUND = {
  "sys/bus/pci/devices/0000:01:00.1/vendor": "0x10de\n",
  "sys/bus/pci/devices/0000:01:00.1/class": "0x040300\n",
};
const OTHER = {
  "sys/bus/pci/devices/0000:00:02.0/vendor": "0x8086\n",
  "sys/bus/pci/devices/0000:00:02.0/class": "0x030000\n",
};
const driver = (version: string) => ({
  "proc/driver/nvidia/version": `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${version}  Thu Feb 22 01:44:30 UTC 2024\nGCC version: 12.2.0\n`,
});
const OPEN_DRIVER = {
  "proc/driver/nvidia/version": "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.10  Release Build\n",
};

describe("findNvidia", () => {
  test.each([
    ["nothing at all", {}, { devices: 0, driver: null }],
    ["another maker's device", OTHER, { devices: 0, driver: null }],
    [
      "a device without a driver; its sound does not count",
      { ...DEVICE, ...SOUND, ...OTHER },
      { devices: 1, driver: null },
    ],
    ["a device with its driver", { ...DEVICE, ...driver("550.54.15") }, { devices: 1, driver: "550.54.15" }],
    ["the open driver", { ...DEVICE, ...OPEN_DRIVER }, { devices: 1, driver: "570.86.10" }],
  ])("sees %s", async (_, files, expected) => {
    await put(files);
    expect(findNvidia(root)).toEqual(expected);
  });
});

describe("whyNoGpu", () => {
  test.each([
    [{ devices: 0, driver: null }, null],
    [{ devices: 1, driver: null }, /no driver for it: install NVIDIA's driver 525\.60\.13 or later/],
    [{ devices: 1, driver: "470.223.02" }, /driver 470\.223\.02 is too old for CUDA 12: install 525\.60\.13 or later/],
    [{ devices: 1, driver: "525.60.12" }, /too old/],
    [{ devices: 1, driver: "525.60.13" }, /is there, but TensorFlow found no device/],
    [{ devices: 0, driver: "600.1" }, /is there, but TensorFlow found no device/],
  ])("says of %o what to do", (nvidia, expected) => {
    const reason = whyNoGpu(nvidia);
    if (expected === null) expect(reason).toBeNull();
    else expect(reason).toMatch(expected);
  });
});

test("a device's name and compute capability are read from nvidia-smi", () => {
  expect(parseGpu("NVIDIA H100 80GB HBM3, 9.0\n")).toEqual({ name: "NVIDIA H100 80GB HBM3", computeCapability: 9 });
  expect(parseGpu("No devices were found")).toBeNull();
});

test("the devices that may be seen are those that the environment names", () => {
  expect(visibleGpus("1,GPU-8f2c")).toEqual(["1", "GPU-8f2c"]);
  expect(visibleGpus("-1")).toEqual([]);
  expect(visibleGpus("")).toEqual([]);
});

test("the memory of several devices is added up", () => {
  const MiB = 2 ** 20;
  expect(sumGpuMemory("81559, 1204\n81559, 0\n")).toEqual({
    memoryBytes: 2 * 81559 * MiB,
    memoryUsedBytes: 1204 * MiB,
  });
  expect(sumGpuMemory("[N/A], [N/A]\n")).toEqual({ memoryBytes: null, memoryUsedBytes: null });
});
