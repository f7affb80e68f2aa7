import { describe } from "vitest";
import { openEngine } from "../open-engine.ts";
import { testEngine } from "./engine-contract.ts";

describe("the wasm engine", { timeout: 60_000 }, () => testEngine(() => openEngine({ preference: "wasm" })));
