import { execFile } from "node:child_process";
import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#prisma/test/test-database";
import { openLocalStore } from "#storage/local-store";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), "cultivar-store-"))]);
});
afterAll(async () => {
  await Promise.all([database.drop(), rm(folder, { recursive: true })]);
});

function store(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.url, STORE_DIR: folder };
  return new Promise<{ ok: boolean; said: string }>((resolve) => {
    execFile(process.execPath, ["scripts/store.ts", ...args], { env }, (error, stdout, stderr) => {
      resolve({ ok: error === null, said: (stdout + stderr).trim() });
    });
  });
}

test("the command sweeps what nothing names, after the time of grace", async () => {
  const files = openLocalStore(folder);
  const { sha256 } = await files.put(Buffer.from("nobody's"));
  const old = new Date(Date.now() - 3 * 3_600_000);
  await utimes(join(folder, sha256.slice(0, 2), sha256), old, old);
  const dry = await store("sweep", "--grace", "2h", "--dry-run");
  expect([dry.ok, dry.said]).toEqual([
    true,
    expect.stringMatching(new RegExp(`^${sha256}\t8\n1 file .*would be removed`)),
  ]);
  expect(await files.has(sha256)).toBe(true);
  expect((await store("sweep", "--grace", "2h")).said).toMatch(/1 file .*of 1 file .*removed/);
  expect(await files.has(sha256)).toBe(false);
});

test.each([
  [["clean"], /usage/],
  [["sweep", "--grace", "1h"], /--grace must be a time from 2h to 90d/],
])("it refuses %j with a sentence", async (args, reason) => {
  expect(await store(...args)).toEqual({ ok: false, said: expect.stringMatching(reason) });
});
