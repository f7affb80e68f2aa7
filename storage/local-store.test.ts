import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openLocalStore } from "./local-store.ts";
import { openStore, storeEnvironment } from "./open-store.ts";
import { describeStoreContract } from "./test/store-contract.ts";

const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-store-"));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describeStoreContract("local folder", async () => {
  const folder = await temporaryFolder();
  return {
    store: openLocalStore(folder),
    damage: (sha256) => truncate(join(folder, sha256.slice(0, 2), sha256), 3),
    leftovers: async () => {
      const names = await readdir(folder, { recursive: true });
      return names.filter((name) => !/^[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name));
    },
  };
});

describe("openLocalStore", () => {
  it("leaves nothing but the artefact behind", async () => {
    const folder = await temporaryFolder();
    const { sha256 } = await openLocalStore(folder).put(new Uint8Array(10));
    expect(await readdir(folder)).toEqual([sha256.slice(0, 2)]);
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it("never loses what is put while a sweep removes the same", async () => {
    const folder = await temporaryFolder();
    const store = openLocalStore(folder);
    const bytes = Buffer.from("published twice");
    const { sha256 } = await store.put(bytes);
    const yesterday = new Date(Date.now() - 86_400_000);
    const hourAgo = new Date(Date.now() - 3_600_000);
    let removed = 0;
    for (let i = 0; i < 40; i++) {
      await utimes(join(folder, sha256.slice(0, 2), sha256), yesterday, yesterday);
      const [gone] = await Promise.all([store.deleteUnlessPut(sha256, hourAgo), store.put(bytes)]);
      if (gone) removed++;
      expect(await store.get(sha256)).toEqual(bytes);
    }
    expect(removed).toBeGreaterThan(0);
  });

  it("removes what writers that died have left, also those of earlier versions", async () => {
    const folder = await temporaryFolder();
    const store = openLocalStore(folder);
    const { sha256 } = await store.put(Buffer.from("whole"));
    const left = [`.${randomUUID()}.unfinished`, join(sha256.slice(0, 2), `${sha256}.${randomUUID()}`)];
    for (const name of left) await writeFile(join(folder, name), "half");
    await writeFile(join(folder, "notes.txt"), "somebody else's");
    const soon = new Date(Date.now() + 60_000);
    const amount = { files: 2, bytes: 8 };
    expect(await store.removeUnfinished(new Date(0), { dryRun: false })).toEqual({ files: 0, bytes: 0 });
    expect(await store.removeUnfinished(soon, { dryRun: true })).toEqual(amount);
    expect(await store.removeUnfinished(soon, { dryRun: false })).toEqual(amount);
    expect((await readdir(folder)).sort()).toEqual([sha256.slice(0, 2), "notes.txt"].sort());
    expect(await store.has(sha256)).toBe(true);
  });

  it("says what to do when it cannot be written", async () => {
    const file = join(await temporaryFolder(), "a-file");
    await writeFile(file, "");
    await expect(openLocalStore(join(file, "store")).check()).rejects.toThrow(/STORE_DIR/);
  });
});

describe("openStore", () => {
  it("opens the folder that the environment names", async () => {
    const store = openStore(storeEnvironment.parse({ STORE_DIR: await temporaryFolder(), HOME: "/elsewhere" }));
    const { sha256 } = await store.put(Uint8Array.of(1, 2, 3));
    expect(await store.get(sha256)).toEqual(Buffer.of(1, 2, 3));
  });

  const S3 = { STORE_S3_BUCKET: "cultivar", STORE_S3_REGION: "auto" };
  it.each([
    [{}, /STORE_DIR.*is not set/s],
    [{ STORE_DIR: "" }, /STORE_DIR.*is not set/s],
    [{ STORE_DIR: "/store", ...S3 }, /both set/],
    [{ STORE_DIR: "/store", STORE_S3_SIGNED: "1" }, /STORE_S3_SIGNED.*without STORE_S3_BUCKET/s],
    [{ STORE_S3_BUCKET: "cultivar" }, /STORE_S3_REGION.*is not set/s],
    [{ ...S3, STORE_S3_BUCKET: "Not A Bucket" }, /STORE_S3_BUCKET/],
    [{ ...S3, STORE_S3_ENDPOINT: "ftp://host" }, /STORE_S3_ENDPOINT/],
    [{ ...S3, STORE_S3_PREFIX: "../up" }, /STORE_S3_PREFIX/],
    [{ ...S3, STORE_S3_ACCESS_KEY_ID: "id" }, /STORE_S3_SECRET_ACCESS_KEY.*other half/s],
    [{ ...S3, STORE_S3_SIGNED: "yes" }, /must be 0 or 1/],
  ])("refuses %j", (env, reason) => {
    const refused = storeEnvironment.safeParse(env);
    expect(JSON.stringify(refused.error?.issues)).toMatch(reason);
  });

  it("takes a bucket, with what its server needs", () => {
    const env = { ...S3, STORE_S3_ENDPOINT: "http://localhost:7070", STORE_S3_PREFIX: "one/two", STORE_S3_SIGNED: "1" };
    expect(storeEnvironment.parse({ ...env, STORE_DIR: "", HOME: "/elsewhere" })).toEqual(env);
  });
});
