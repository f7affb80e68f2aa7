import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { GpuMeter, gpuCommand, parseGpuUsage } from "./gpu-meter.ts";

let meter: GpuMeter | undefined;
afterEach(() => meter?.close());

/** Waits until the meter tells of the device, or no more. */
async function until(told: boolean) {
  for (let i = 0; i < 200; i++) {
    if ((meter?.usage.gpu !== null) === told) return meter?.usage;
    await sleep(25);
  }
  throw new Error("The meter did not change.");
}

describe("GpuMeter", () => {
  it("tells what the command said last, until that ends", async () => {
    meter = new GpuMeter(["sh", "-c", "echo '10, 100'; printf '37, 10'; sleep 0.2; echo '24'; sleep 0.5"]);
    expect(meter.usage).toEqual({ gpu: null, gpuMemoryBytes: null });
    expect(await until(true)).toEqual({ gpu: 0.1, gpuMemoryBytes: 100 * 2 ** 20 });
    await sleep(300);
    expect(meter.usage).toEqual({ gpu: 0.37, gpuMemoryBytes: 1024 * 2 ** 20 });
    expect(await until(false)).toEqual({ gpu: null, gpuMemoryBytes: null });
  });

  it("tells nothing where there is no such command", async () => {
    meter = new GpuMeter(["no-such-command-of-nvidia"]);
    await sleep(100);
    expect(meter.usage).toEqual({ gpu: null, gpuMemoryBytes: null });
  });
});

it("asks about the first visible device", () => {
  expect(gpuCommand("2,3")).toContain("--id=2");
  expect(gpuCommand(undefined)).toContain("--id=0");
});

it.each([
  ["0, 0", { gpu: 0, gpuMemoryBytes: 0 }],
  ["[N/A], 512", { gpu: null, gpuMemoryBytes: 512 * 2 ** 20 }],
  ["No devices were found", { gpu: null, gpuMemoryBytes: null }],
])("reads %s", (line, usage) => expect(parseGpuUsage(line)).toEqual(usage));
