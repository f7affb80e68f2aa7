import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openBackend } from "./open-backend.ts";

const SCRIPT = fileURLToPath(new URL("predict-residual.ts", import.meta.url));
const backend = await openBackend();

test.skipIf(!backend)("TensorFlow rewrites residual blocks without giving up, and they answer as before", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [SCRIPT], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "0" },
  });
  expect(stderr).not.toMatch(/optimizer|Mutation::Apply/i);
  expect(Number(stdout)).toBeLessThan(1e-5);
});
