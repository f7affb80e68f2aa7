/** What every driver of the artefact store has to do; its test file calls this with a way of making an empty store. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ArtefactStore } from "../store.ts";

export type StoreUnderTest = {
  store: ArtefactStore;
  /** Changes bytes of a stored artefact behind the store's back. */
  damage: (sha256: string) => Promise<void>;
  /** What is in the store besides artefacts, such as what a writer has begun. */
  leftovers: () => Promise<string[]>;
};

const MEBIBYTE = 2 ** 20;
const text = (value: string) => new TextEncoder().encode(value);
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function* partsOf(...parts: Uint8Array[]) {
  yield* parts;
}

/** `mebibytes` parts of a mebibyte, each of another value. */
async function* manyParts(mebibytes: number) {
  for (let i = 0; i < mebibytes; i++) yield new Uint8Array(MEBIBYTE).fill(i);
}

async function readAll(content: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content ?? []) parts.push(part);
  return Buffer.concat(parts);
}

const inTheFuture = () => new Date(Date.now() + 3_600_000);
const longAgo = () => new Date(Date.now() - 3_600_000);

export function describeStoreContract(driver: string, create: () => Promise<StoreUnderTest>): void {
  describe(`artefact store: ${driver}`, () => {
    it("returns what was put, under the hash of its content", async () => {
      const { store } = await create();
      const bytes = text("weights");
      expect(await store.put(bytes)).toEqual({ sha256: hashOf(bytes), bytes: bytes.length });
      expect(new Uint8Array((await store.get(hashOf(bytes))) ?? [])).toEqual(bytes);
      const opened = await store.open(hashOf(bytes));
      expect(opened?.bytes).toBe(bytes.length);
      expect(new Uint8Array(await readAll(opened?.content))).toEqual(bytes);
      expect(await store.has(hashOf(bytes))).toBe(true);
    });

    it("keeps an artefact without bytes", async () => {
      const { store } = await create();
      const { sha256 } = await store.put(new Uint8Array());
      expect(await store.get(sha256)).toHaveLength(0);
      expect((await readAll((await store.open(sha256))?.content)).length).toBe(0);
    });

    it("takes the same content again, also at the same time", async () => {
      const { store, leftovers } = await create();
      const bytes = new Uint8Array(100_000).fill(7);
      const written = await Promise.all([
        store.put(bytes),
        store.put(bytes),
        store.putStream(partsOf(bytes)),
        store.putStream(partsOf(bytes), hashOf(bytes)),
      ]);
      expect(new Set(written.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf(bytes)]));
      expect(await store.put(bytes)).toEqual(written[0]);
      expect(await store.get(hashOf(bytes))).toHaveLength(bytes.length);
      expect(await leftovers()).toEqual([]);
    });

    it("answers null for what it does not hold", async () => {
      const { store } = await create();
      const unknown = hashOf(text("unknown"));
      expect(await store.get(unknown)).toBeNull();
      expect(await store.open(unknown)).toBeNull();
      expect(await store.has(unknown)).toBe(false);
    });

    it("takes a stream whose hash nobody knows beforehand, and one whose hash is told", async () => {
      const { store, leftovers } = await create();
      const whole = Buffer.concat([text("first "), text("second")]);
      const known = hashOf(text("known"));
      expect(await store.putStream(partsOf(text("first "), text("second")))).toEqual({
        sha256: hashOf(whole),
        bytes: whole.length,
      });
      expect(await store.putStream(partsOf(text("kno"), text("wn")), known)).toEqual({ sha256: known, bytes: 5 });
      expect(await store.get(hashOf(whole))).toEqual(whole);
      expect(await store.get(known)).toEqual(Buffer.from("known"));
      expect(await leftovers()).toEqual([]);
    });

    it("refuses a stream with another hash than was told, and stores nothing", async () => {
      const { store, leftovers } = await create();
      const told = hashOf(text("told"));
      await expect(store.putStream(partsOf(text("other")), told)).rejects.toThrow(/Nothing was stored.*SHA-256/);
      await expect(store.putStream(manyParts(20), told)).rejects.toThrow(/Nothing was stored/);
      expect([await store.has(told), await store.has(hashOf(text("other")))]).toEqual([false, false]);
      expect(await leftovers()).toEqual([]);
    });

    it("stores nothing of a stream that breaks off", async () => {
      const { store, leftovers } = await create();
      const broken = async function* (mebibytes: number) {
        yield* manyParts(mebibytes);
        throw new Error("The cable was cut.");
      };
      await expect(store.putStream(broken(1))).rejects.toThrow(/cable/);
      await expect(store.putStream(broken(20), hashOf(text("whole")))).rejects.toThrow(/cable/);
      for await (const { sha256 } of store.list()) throw new Error(`${sha256} was stored.`);
      expect(await leftovers()).toEqual([]);
    });

    it("writes and reads 160 MiB without holding them in memory", { timeout: 60_000 }, async () => {
      const { store } = await create();
      await store.putStream(manyParts(1));
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 5);
      const hash = createHash("sha256");
      const { sha256, bytes } = await store.putStream(
        (async function* () {
          for await (const part of manyParts(160)) {
            hash.update(part);
            yield part;
          }
        })(),
      );
      expect([bytes, sha256]).toEqual([160 * MEBIBYTE, hash.digest("hex")]);
      let read = 0;
      for await (const part of (await store.open(sha256))?.content ?? []) read += part.length;
      clearInterval(watch);
      expect(read).toBe(bytes);
      // What Node lets pile up before it collects garbage is some 90 MiB, however long the stream is.
      expect((most - before) / MEBIBYTE).toBeLessThan(130);
    });

    it("refuses to return damaged bytes, and never all of them", async () => {
      const { store, damage } = await create();
      const { sha256, bytes } = await store.putStream(manyParts(3));
      await damage(sha256);
      await expect(store.get(sha256)).rejects.toThrow(/damaged/);
      let read = 0;
      const reading = async () => {
        for await (const part of (await store.open(sha256))?.content ?? []) read += part.length;
      };
      await expect(reading()).rejects.toThrow(/damaged/);
      expect(read).toBeLessThan(bytes);
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

    it("lists what there is, and when it was put", async () => {
      const { store } = await create();
      const put = await Promise.all(["one", "two", "three"].map((word) => store.put(text(word))));
      const listed = [];
      for await (const { putAt, ...file } of store.list()) {
        expect(Math.abs(Date.now() - putAt.getTime())).toBeLessThan(60_000);
        listed.push(file);
      }
      const bySha = (a: { sha256: string }, b: { sha256: string }) => a.sha256.localeCompare(b.sha256);
      expect(listed.sort(bySha)).toEqual(put.sort(bySha));
    });

    it("removes only what was not put since", async () => {
      const { store, leftovers } = await create();
      const { sha256 } = await store.put(text("weights"));
      expect(await store.deleteUnlessPut(sha256, longAgo())).toBe(false);
      expect(await store.has(sha256)).toBe(true);
      expect(await store.deleteUnlessPut(sha256, inTheFuture())).toBe(true);
      expect(await store.has(sha256)).toBe(false);
      expect(await store.deleteUnlessPut(sha256, inTheFuture())).toBe(false);
      expect(await leftovers()).toEqual([]);
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
      await expect(store.open(name)).rejects.toThrow(/SHA-256/);
      await expect(store.has(name)).rejects.toThrow(/SHA-256/);
      await expect(store.delete(name)).rejects.toThrow(/SHA-256/);
      await expect(store.deleteUnlessPut(name, new Date())).rejects.toThrow(/SHA-256/);
      await expect(store.putStream(partsOf(text("x")), name)).rejects.toThrow(/SHA-256/);
    });

    it("says that it can be written", async () => {
      const { store, leftovers } = await create();
      await expect(store.check()).resolves.toBeUndefined();
      expect(await leftovers()).toEqual([]);
    });
  });
}
