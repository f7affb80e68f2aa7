import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
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
  };
});

describe("openLocalStore", () => {
  it("leaves nothing but the artefact behind", async () => {
    const folder = await temporaryFolder();
    const { sha256 } = await openLocalStore(folder).put(new Uint8Array(10));
    expect(await readdir(folder)).toEqual([sha256.slice(0, 2)]);
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256]);
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

  it.each([{}, { STORE_DIR: "" }])("asks for the variable that is missing: %j", (env) => {
    expect(() => storeEnvironment.parse(env)).toThrow(/STORE_DIR/);
  });
});
