/**
 * A backup is a folder: `manifest.json`, written last, `tables/<schema>.<table>.copy.gz` in PostgreSQL's text format, and
 * `files/`, a local artefact store. The manifest has the SHA-256 of everything else.
 */
import { createHmac } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { sha256Hex } from "#domain/artefacts/sha256";

const stored = z.object({ sha256: sha256Hex, bytes: z.number().int().nonnegative() });

const backupManifest = z.object({
  v: z.literal(1),
  madeAt: z.iso.datetime(),
  /** What the database's tables look like: names of all migrations that it has had, and the version of the queue's schema. */
  migrations: z.array(z.string()),
  queueVersion: z.number().int(),
  /** Tells whether another installation has the same secret; says nothing of what it is. */
  secretMark: z.string().nullable(),
  tables: z.array(stored.extend({ name: z.string().regex(/^(public|pgboss)\.[A-Za-z_]+$/), rows: z.number().int() })),
  files: z.array(stored),
  /** Files that rows name, but that the store did not have whole. */
  missing: z.array(sha256Hex),
});
export type BackupManifest = z.infer<typeof backupManifest>;

export const tableFile = (folder: string, table: string) => join(folder, "tables", `${table}.copy.gz`);
export const filesFolder = (folder: string) => join(folder, "files");
const manifestFile = (folder: string) => join(folder, "manifest.json");

export const markOf = (secret: string | null): string | null =>
  secret === null ? null : createHmac("sha256", secret).update("cultivar backup").digest("hex");

export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  await writeFile(manifestFile(folder), `${JSON.stringify(manifest)}\n`, { flag: "wx", flush: true });
}

/** @throws Error when the folder holds no whole backup */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(manifestFile(folder), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "ENOENT"
        ? `${folder} holds no backup, or one that was not finished: there is no manifest.json in it.`
        : `${manifestFile(folder)} cannot be read (${error.message}).`,
    );
  });
  try {
    return backupManifest.parse(JSON.parse(text));
  } catch {
    throw new Error(`${manifestFile(folder)} is damaged, or of another version of the project.`);
  }
}
