import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EngineKind } from "../engine.ts";
import { isTensorflowAvailable } from "./is-tensorflow-available.ts";

const SCRIPT = fileURLToPath(new URL("train-sample.ts", import.meta.url));

async function train(...args: string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...args], { encoding: "buffer" });
  return stdout;
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-resume-"));
});
afterAll(() => rm(folder, { recursive: true }));

const kinds: EngineKind[] = (await isTensorflowAvailable()) ? ["tensorflow", "wasm"] : ["wasm"];

describe.each(kinds)("on %s, a training that goes on in another process", (kind) => {
  test("ends with the weights of an undisturbed one", { timeout: 60_000 }, async () => {
    const undisturbed = (await train(kind)).toString();
    expect(undisturbed).toMatch(/^[0-9a-f]{64}$/);
    // Broken off in mid-epoch, gone on and broken off again where an epoch ends.
    const [first, second] = [join(folder, `${kind}-1`), join(folder, `${kind}-2`)];
    await writeFile(first, await train(kind, "-", "5"));
    await writeFile(second, await train(kind, first, "4"));
    expect((await train(kind, second)).toString()).toBe(undisturbed);
  });
});
