import { afterEach, describe, expect, it, vi } from "vitest";
import { findNvidia } from "../nvidia.ts";
import { openEngine } from "../open-engine.ts";
import { testEngine } from "./engine-contract.ts";
import { isTensorflowAvailable } from "./is-tensorflow-available.ts";

describe.skipIf(!(await isTensorflowAvailable()))("the TensorFlow engine", { timeout: 60_000 }, () => {
  afterEach(() => vi.unstubAllEnvs());

  testEngine(() => openEngine({ preference: "tensorflow" }));

  it.skipIf(findNvidia().driver !== null)("is no other where a GPU is a must and there is none", async () => {
    vi.stubEnv("CULTIVAR_DEVICE", "gpu");
    await expect(openEngine()).rejects.toThrow(
      "CULTIVAR_DEVICE=gpu asks for a GPU. This machine has no NVIDIA device.",
    );
  });
});
