import { describe, expect, it } from "vitest";
import { planSlots } from "./slots.ts";

const env = { NODE_ENV: "test" } as const;
const machine = { gpus: ["0", "1", "GPU-8f2c"], processors: 8 };

describe("planSlots", () => {
  it("gives each GPU a worker of its own", () => {
    expect(planSlots({ device: "gpu" }, undefined, env, machine)).toEqual([
      { CUDA_VISIBLE_DEVICES: "0" },
      { CUDA_VISIBLE_DEVICES: "1" },
      { CUDA_VISIBLE_DEVICES: "GPU-8f2c" },
    ]);
  });

  it("gives all processors to one worker, and equal parts to several", () => {
    expect(planSlots({ device: "cpu" }, undefined, env, machine)).toEqual([{}]);
    expect(planSlots({ device: "cpu" }, 3, env, machine)).toEqual(Array(3).fill({ CULTIVAR_THREADS: "2" }));
    expect(planSlots({ device: "cpu" }, 2, env, { gpus: [], processors: 1 })).toEqual(
      Array(2).fill({ CULTIVAR_THREADS: "1" }),
    );
  });

  it("goes round the GPUs where more workers are wanted", () => {
    const slots = planSlots({ device: "gpu" }, 4, env, { gpus: ["2", "5"], processors: 8 });
    expect(slots.map(({ CUDA_VISIBLE_DEVICES }) => CUDA_VISIBLE_DEVICES)).toEqual(["2", "5", "2", "5"]);
  });

  it("leaves the choice to TensorFlow where the driver tells of no device", () => {
    expect(planSlots({ device: "gpu" }, undefined, env, { gpus: [], processors: 8 })).toEqual([{}]);
  });
});
