import { createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { withStoreLease } from "#prisma/store-lease";
import { ARTEFACT_COLUMNS } from "#prisma/unnamed-artefacts";
import { DamagedArtefactError, hashing } from "#storage/hashing";
import { openLocalStore } from "#storage/local-store";
import type { StoredFile } from "#storage/store";
import type { Installation } from "../installation.ts";
import { eachOf } from "./each-of.ts";
import { type BackupManifest, filesFolder, markOf, tableFile, writeManifest } from "./manifest.ts";
import { listTables, readShape, type Table } from "./tables.ts";
import { withDirectClient } from "./with-direct-client.ts";

/** Checkpoints first: while a run trains, it removes those that it needs no more. */
const NAMED = `
  SELECT sha256, bool_and(passing) AS passing FROM (${ARTEFACT_COLUMNS.map(
    ([table, column]) => `SELECT "${column}" AS sha256, ${table === "checkpoint"} AS passing FROM "${table}"`,
  ).join(" UNION ALL ")}) AS named
   WHERE sha256 IS NOT NULL GROUP BY sha256 ORDER BY passing DESC, sha256`;

export type BackupReport = BackupManifest & {
  /** Checkpoints that their runs have removed since; such a run begins with an earlier one, or anew. */
  passed: number;
};

/**
 * Writes all rows, as they are at one moment, and all files that they name. The installation can be in use meanwhile.
 *
 * @param folder new or empty
 * @param onProgress told of each file that was copied
 * @throws Error when there is something in the folder, when the store is being swept, and when anything cannot be written
 */
export async function writeBackup(
  { prisma, store, secret }: Installation,
  folder: string,
  onProgress: (done: number, all: number) => void,
): Promise<BackupReport> {
  // Password hashes and sessions are in it.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty: name a new folder.`);

  const held = await withStoreLease(prisma, { sweeps: false }, async () => {
    const { named, ...rows } = await dumpRows(folder);
    const target = openLocalStore(filesFolder(folder));
    const files: StoredFile[] = [];
    const missing: string[] = [];
    let passed = 0;
    await eachOf(named, async ({ sha256, passing }) => {
      const found = await store.open(sha256);
      const copied = found && (await target.putStream(found.content, sha256).catch(nullWhenDamaged));
      if (copied) files.push(copied);
      else if (passing && !found) passed++;
      else missing.push(sha256);
      onProgress(files.length + missing.length + passed, named.length);
    });
    const manifest: BackupManifest = { v: 1, ...rows, secretMark: markOf(secret), files, missing };
    await writeManifest(folder, manifest);
    return { ...manifest, passed };
  });
  if (held) return held.result;
  throw new Error("The store is being swept, or backed up already: try again when that is over.");
}

const dumpRows = (folder: string) =>
  withDirectClient("backup", async (client) => {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows: moment } = await client.query<{ at: Date }>("SELECT now() AS at");
    const shape = await readShape(client);
    const tables: BackupManifest["tables"] = [];
    for (const table of await listTables(client)) tables.push(await dumpTable(client, table, folder));
    const { rows: named } = await client.query<{ sha256: string; passing: boolean }>(NAMED);
    await client.query("COMMIT");
    return { madeAt: (moment[0]?.at ?? new Date()).toISOString(), ...shape, tables, named };
  });

async function dumpTable(client: Client, { name, quoted, columns, condition }: Table, folder: string) {
  const file = tableFile(folder, name);
  await mkdir(dirname(file), { recursive: true });
  const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${quoted} ${condition}) TO STDOUT`));
  const gzip = createGzip();
  const { content, result } = hashing(gzip);
  await Promise.all([pipeline(rows, gzip), pipeline(content, createWriteStream(file, { flags: "wx", flush: true }))]);
  return { name, rows: rows.rowCount, ...result() };
}

function nullWhenDamaged(error: unknown): null {
  if (error instanceof DamagedArtefactError) return null;
  throw error;
}
