/** What every driver of the artefact store has to do; its test file calls this with a way of making an empty store. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ArtefactStore } from "../store.ts";

export type StoreUnderTest = {
  store: ArtefactStore;
  /** Changes bytes of a stored artefact behind the store's back. */
  damage: (sha256: string) => Promise<void>;
};

const text = (value: string) => new TextEncoder().encode(value);
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export function describeStoreContract(driver: string, create: () => Promise<StoreUnderTest>): void {
  describe(`artefact store: ${driver}`, () => {
    it("returns what was put, under the hash of its content", async () => {
      const { store } = await create();
      const bytes = text("weights");
      expect(await store.put(bytes)).toEqual({ sha256: hashOf(bytes), bytes: bytes.length });
      expect(new Uint8Array((await store.get(hashOf(bytes))) ?? [])).toEqual(bytes);
    });

    it("keeps an artefact without bytes", async () => {
      const { store } = await create();
      const { sha256 } = await store.put(new Uint8Array());
      expect(await store.get(sha256)).toHaveLength(0);
    });

    it("takes the same content again, also at the same time", async () => {
      const { store } = await create();
      const bytes = new Uint8Array(100_000).fill(7);
      const written = await Promise.all([store.put(bytes), store.put(bytes), store.put(bytes)]);
      expect(new Set(written.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf(bytes)]));
      expect(await store.put(bytes)).toEqual(written[0]);
      expect(await store.get(hashOf(bytes))).toHaveLength(bytes.length);
    });

    it("answers null for what it does not hold", async () => {
      const { store } = await create();
      expect(await store.get(hashOf(text("unknown")))).toBeNull();
    });

    it("refuses to return damaged bytes", async () => {
      const { store, damage } = await create();
      const { sha256 } = await store.put(text("weights"));
      await damage(sha256);
      await expect(store.get(sha256)).rejects.toThrow(/damaged/);
    });

    it("replaces an artefact that was cut short", async () => {
      const { store, damage } = await create();
      const bytes = text("weights");
      const { sha256 } = await store.put(bytes);
      await damage(sha256);
      await store.put(bytes);
      expect(new Uint8Array((await store.get(sha256)) ?? [])).toEqual(bytes);
    });

    it("removes an artefact, and does not mind removing it twice", async () => {
      const { store } = await create();
      const { sha256 } = await store.put(text("weights"));
      await store.delete(sha256);
      await store.delete(sha256);
      expect(await store.get(sha256)).toBeNull();
    });

    it.each([
      "../../etc/passwd",
      "..\\..\\secrets",
      "",
      "ABCDEF".padEnd(64, "0"),
      `${"0".repeat(63)}/`,
      `${"0".repeat(64)}\n`,
    ])("takes no name but a SHA-256: %j", async (name) => {
      const { store } = await create();
      await expect(store.get(name)).rejects.toThrow(/SHA-256/);
      await expect(store.delete(name)).rejects.toThrow(/SHA-256/);
    });

    it("says that it can be written", async () => {
      const { store } = await create();
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
