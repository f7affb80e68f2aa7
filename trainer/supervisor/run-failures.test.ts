import { totalmem } from "node:os";
import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { experimentSpec } from "#domain/experiments/spec";
import { runFailure } from "#domain/runs/events";
import { crashedFailure, invalidSpec } from "./run-failures.ts";

const died = {
  code: null,
  signal: "SIGKILL",
  killed: false,
  report: null,
  stderr: "",
  output: [],
  memory: 1e6,
} as const;

describe("crashedFailure", () => {
  it("tells a process that was killed for its memory from one that was killed", () => {
    expect(crashedFailure(died, 3).code).toBe("crashed");
    expect(crashedFailure({ ...died, memory: totalmem() }, 3).code).toBe("out-of-memory");
    expect(crashedFailure({ ...died, memory: totalmem(), killed: true }, 3).code).toBe("crashed");
    const aborted = { ...died, signal: "SIGABRT", stderr: "FATAL ERROR: JavaScript heap out of memory" } as const;
    expect(crashedFailure(aborted, 3).code).toBe("out-of-memory");
  });

  it("knows only so much of a trainer that died", () => {
    const failure = crashedFailure(null, 3);
    expect(runFailure.safeParse(failure).success).toBe(true);
    expect(failure).toMatchObject({ code: "crashed", message: expect.stringContaining("3 times") });
  });

  it("keeps the process' last words, as far as they fit", () => {
    const failure = crashedFailure({ ...died, code: 1, signal: null, stderr: "x".repeat(20_000) }, 3);
    expect(failure.details).toMatch(/exit status 1\nxxx/);
    expect(runFailure.safeParse(failure).success).toBe(true);
  });

  it("keeps of last words only what the database can hold", () => {
    const failure = crashedFailure({ ...died, code: 1, signal: null, stderr: "\udf31 torn\0 words" }, 3);
    expect(failure.details).toMatch(/\n\ufffd torn words$/);
  });
});

describe("invalidSpec", () => {
  it.each([
    { ...presetSpec("scratch"), epochs: 0 },
    { ...presetSpec("scratch"), batchSize: "many" },
    "nothing like a spec",
  ])("says which field is wrong: %#", (spec) => {
    const { error } = experimentSpec.safeParse(spec);
    if (!error) throw new Error("The spec should not be valid.");
    const failure = invalidSpec(error);
    expect(runFailure.safeParse(failure).success).toBe(true);
    expect(failure.code).toBe("invalid-spec");
  });
});
