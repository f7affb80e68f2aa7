import { expect, it } from "vitest";
import { SystemMeter } from "./system-meter.ts";

it("tells the processors in use from one look to the next", () => {
  let milliseconds = 0;
  let microseconds = 0;
  const meter = new SystemMeter(null, {
    clock: () => milliseconds,
    cpuUsage: () => ({ user: microseconds, system: microseconds / 2 }),
    memory: () => 1234,
  });
  milliseconds += 500;
  microseconds += 600_000;
  const nothing = { gpu: null, gpuMemoryBytes: null };
  expect(meter.read()).toEqual({ processors: 1.8, memoryBytes: 1234, ...nothing });
  // No time, no share of it.
  expect(meter.read()).toEqual({ processors: null, memoryBytes: 1234, ...nothing });
  milliseconds += 1000;
  expect(meter.read().processors).toBe(0);
});

it("knows this process, and hands on what is told of its device", () => {
  const usage = { gpu: 0.5, gpuMemoryBytes: 7 };
  const meter = new SystemMeter({ usage });
  const until = performance.now() + 30;
  while (performance.now() < until);
  const { processors, memoryBytes, ...device } = meter.read();
  expect(processors).toBeGreaterThan(0);
  expect(memoryBytes).toBeGreaterThan(2 ** 20);
  expect(device).toEqual(usage);
});
