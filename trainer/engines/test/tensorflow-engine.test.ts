import { describe } from "vitest";
import { openEngine } from "../open-engine.ts";
import { testEngine } from "./engine-contract.ts";
import { isTensorflowAvailable } from "./is-tensorflow-available.ts";

describe.skipIf(!(await isTensorflowAvailable()))("the TensorFlow engine", { timeout: 60_000 }, () => {
  testEngine(() => openEngine({ preference: "tensorflow" }));
});
