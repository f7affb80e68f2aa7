/**
 * The artefact store in an S3 bucket, in the layout of the local folder: `<prefix>/ab/abcdef…`. What is being written lies
 * under `<prefix>/unfinished/`.
 *
 * A bucket has no renaming, so a sweep and a writer of the same file meet by a mark: the sweep sets `<prefix>/swept/<sha256>`
 * before it looks at the age of a file for the last time, the writer looks for the mark after it has put the file. One of
 * the two sees the other.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sha256Hex } from "#domain/artefacts/sha256";
import { damaged, hashing, hashOf, notAsSaid, verified } from "./hashing.ts";
import type { Bucket, BucketOptions } from "./s3-bucket.ts";
import type { ArtefactStore, OpenedFile, StoredFile } from "./store.ts";

export type S3StoreOptions = BucketOptions & {
  /** In front of all keys; for a bucket that holds other things too. */
  prefix?: string | undefined;
  /** Whether downloads may go past the web app, by addresses that are good for a minute. */
  signed?: boolean;
};

/** Milliseconds after which a file that is put again is written again, so that its age stays far below any time of grace. */
const RENEW_AFTER = 3_600_000;
/** Milliseconds that removing one file may take; a mark that is older was left by a sweep that died. */
const SWEEP_PATIENCE = 60_000;
const MARK_INTERVAL = 200;

export function openS3Store({ prefix, signed = false, ...options }: S3StoreOptions): ArtefactStore {
  // Loaded when it is first used: with a local store nobody waits for the SDK.
  let opened: Promise<Bucket> | null = null;
  const bucket = () => (opened ??= import("./s3-bucket.ts").then(({ openBucket }) => openBucket(options)));

  const root = prefix ? `${prefix}/` : "";
  const keyOf = (sha256: string) => {
    const name = sha256Hex.parse(sha256);
    return `${root}${name.slice(0, 2)}/${name}`;
  };
  const markOf = (sha256: string) => `${root}swept/${sha256}`;
  const temporaryKey = () => `${root}unfinished/${randomUUID()}`;

  /** Whether the file is there and was put so lately that no sweep takes it. */
  async function isFresh({ sha256, bytes }: StoredFile): Promise<boolean> {
    const found = await (await bucket()).head(keyOf(sha256));
    return found?.bytes === bytes && Date.now() - found.changedAt.getTime() < RENEW_AFTER;
  }

  /** Whether a sweep was at work on the file; returns when it is over. */
  async function metSweep(sha256: string): Promise<boolean> {
    const { head } = await bucket();
    for (let met = false; ; met = true) {
      const mark = await head(markOf(sha256));
      if (!mark || Date.now() - mark.changedAt.getTime() > SWEEP_PATIENCE) return met;
      await sleep(MARK_INTERVAL);
    }
  }

  /** Writes the file by `write` unless it is fresh, and again if a sweep took it in that moment. */
  async function keep(file: StoredFile, write: () => Promise<void>): Promise<StoredFile> {
    do {
      if (!(await isFresh(file))) await write();
    } while (await metSweep(file.sha256));
    return file;
  }

  /** Under its hash at once: the upload is not ended when the stream turns out to have another. */
  async function putKnown(content: AsyncIterable<Uint8Array>, sha256: string): Promise<StoredFile> {
    const { content: passing, result } = hashing(verified(content, sha256, notAsSaid(sha256)));
    await (await bucket()).upload(keyOf(sha256), passing);
    if ((await metSweep(sha256)) && !(await isFresh(result()))) {
      throw new Error(`Artefact ${sha256} was swept away while it was written: write it again.`);
    }
    return result();
  }

  async function putUnknown(content: AsyncIterable<Uint8Array>): Promise<StoredFile> {
    const { upload, copy, remove } = await bucket();
    const { content: passing, result } = hashing(content);
    const temporary = temporaryKey();
    try {
      await upload(temporary, passing);
      return await keep(result(), () => copy(temporary, keyOf(result().sha256)));
    } finally {
      // What cannot be removed now is swept.
      await remove(temporary).catch(() => {});
    }
  }

  async function open(sha256: string): Promise<OpenedFile | null> {
    const found = await (await bucket()).read(keyOf(sha256));
    return found && { bytes: found.bytes, content: verified(found.content, sha256, damaged(sha256)) };
  }

  return {
    async put(bytes) {
      const file = { sha256: hashOf(bytes), bytes: bytes.length };
      return keep(file, async () => (await bucket()).put(keyOf(file.sha256), bytes, file.sha256));
    },

    async putStream(content, sha256) {
      return sha256 === undefined ? putUnknown(content) : putKnown(content, sha256);
    },

    async get(sha256) {
      const found = await open(sha256);
      if (!found) return null;
      const parts: Uint8Array[] = [];
      for await (const part of found.content) parts.push(part);
      return Buffer.concat(parts);
    },

    open,

    async has(sha256) {
      return (await (await bucket()).head(keyOf(sha256))) !== null;
    },

    async delete(sha256) {
      await (await bucket()).remove(keyOf(sha256));
    },

    async deleteUnlessPut(sha256, before) {
      const { put, head, remove } = await bucket();
      const key = keyOf(sha256);
      const signal = AbortSignal.timeout(SWEEP_PATIENCE / 2);
      await put(markOf(sha256), new Uint8Array());
      try {
        const found = await head(key);
        if (!found || found.changedAt >= before) return false;
        await remove(key, signal);
        return true;
      } finally {
        await remove(markOf(sha256));
      }
    },

    async *list() {
      for await (const { key, bytes, changedAt } of (await bucket()).list(root)) {
        const [folder, sha256 = "", ...more] = key.slice(root.length).split("/");
        const isArtefact = more.length === 0 && sha256Hex.safeParse(sha256).success && sha256.startsWith(`${folder}`);
        if (isArtefact && folder?.length === 2) yield { sha256, bytes, putAt: changedAt };
      }
    },

    async removeUnfinished(before, { dryRun }) {
      const { list, remove, listUploads, abortUpload } = await bucket();
      const amount = { files: 0, bytes: 0 };
      for (const folder of ["unfinished", "swept"]) {
        for await (const { key, bytes, changedAt } of list(`${root}${folder}/`)) {
          if (changedAt >= before) continue;
          if (!dryRun) await remove(key);
          amount.files++;
          amount.bytes += bytes;
        }
      }
      for await (const { key, id, startedAt } of listUploads(root)) {
        if (startedAt >= before) continue;
        if (!dryRun) await abortUpload(key, id);
        amount.files++;
      }
      return amount;
    },

    async signedUrl(sha256, headers) {
      return signed ? (await bucket()).sign(keyOf(sha256), headers) : null;
    },

    async check() {
      const probe = temporaryKey();
      try {
        const { put, head, remove } = await bucket();
        await put(probe, new Uint8Array());
        await head(probe);
        await remove(probe);
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new Error(
          `The artefact store in the bucket ${options.bucket} cannot be written (${reason}). ` +
            "Look at STORE_S3_BUCKET, STORE_S3_REGION, STORE_S3_ENDPOINT and the keys, which must allow reading, writing, listing and removing.",
          { cause: error },
        );
      }
    },
  };
}
