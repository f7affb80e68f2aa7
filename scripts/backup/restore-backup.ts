import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { hashing } from "#storage/hashing";
import { openLocalStore } from "#storage/local-store";
import type { Installation } from "../installation.ts";
import { eachOf } from "./each-of.ts";
import { type BackupManifest, filesFolder, readManifest, tableFile } from "./manifest.ts";
import { GIVEN_FROM_THE_START, listTables, readShape, type Table } from "./tables.ts";
import { withDirectClient } from "./with-direct-client.ts";

/** Seconds without a sign of life after which a trainer is gone. */
const TRAINER_SILENCE = 60;

/**
 * Puts a backup in the place of what an installation has. Nothing is written before all of the backup is known to be whole;
 * rows are written in one transaction, after the files that they name.
 *
 * @param options `replace`: the installation may have rows, and loses them
 * @throws Error when the backup is damaged or of another version, and when the installation is not empty or in use
 */
export async function restoreBackup(
  { store }: Pick<Installation, "store">,
  folder: string,
  options: { replace: boolean; onProgress: (step: "checked" | "copied", done: number, all: number) => void },
): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  return withDirectClient("restore", async (client) => {
    await requireSameShape(client, manifest);
    const tables = await listTables(client);
    await requireRoom(client, tables, options.replace);
    await store.check();
    await checkBackup(folder, manifest, (done, all) => options.onProgress("checked", done, all));

    const files = openLocalStore(filesFolder(folder));
    let copied = 0;
    await eachOf(manifest.files, async ({ sha256 }) => {
      const file = await files.open(sha256);
      if (!file) throw new Error(`The backup's file ${sha256} is gone.`);
      await store.putStream(file.content, sha256);
      options.onProgress("copied", ++copied, manifest.files.length);
    });
    await loadRows(client, tables, folder, manifest);
    return manifest;
  });
}

async function requireSameShape(client: Client, manifest: BackupManifest): Promise<void> {
  const { migrations, queueVersion } = await readShape(client);
  const unknown = manifest.migrations.filter((name) => !migrations.includes(name));
  const further = migrations.filter((name) => !manifest.migrations.includes(name));
  if (unknown.length > 0) {
    throw new Error(`The backup was made by a newer version, with ${unknown.join(", ")}: restore it with that one.`);
  }
  if (further.length > 0 || queueVersion !== manifest.queueVersion) {
    const difference = further.length > 0 ? further.join(", ") : `version ${queueVersion} of the queue`;
    throw new Error(
      `The backup was made by an older version, without ${difference}: restore it with that one into an empty database, ` +
        "then start this one, which brings it up to date.",
    );
  }
}

async function requireRoom(client: Client, tables: readonly Table[], replace: boolean): Promise<void> {
  const { rows: alive } = await client.query<{ name: string }>(
    `SELECT name FROM trainer WHERE "heartbeatAt" > now() - $1 * interval '1 second'`,
    [TRAINER_SILENCE],
  );
  if (alive.length > 0) {
    const names = alive.map(({ name }) => name).join(", ");
    throw new Error(`Trainers work on this database (${names}): stop Cultivar, wait a minute, and try again.`);
  }
  if (replace) return;
  for (const { name, quoted } of tables.filter(({ name }) => !GIVEN_FROM_THE_START.includes(name))) {
    const { rowCount } = await client.query(`SELECT FROM ${quoted} LIMIT 1`);
    if (rowCount) {
      throw new Error(
        `This installation is not empty: there are rows in ${name}. Name an empty database by DATABASE_URL, ` +
          "or let everything that is here be replaced by --replace.",
      );
    }
  }
}

/** @throws Error that names the first thing that is not as the manifest says */
async function checkBackup(
  folder: string,
  { tables, files }: BackupManifest,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  for (const { name, sha256 } of tables) {
    const file = tableFile(folder, name);
    const { content, result } = hashing(createReadStream(file));
    await drain(content).catch((error) => {
      throw new Error(`The backup is damaged: ${file} cannot be read (${error.message}).`);
    });
    if (result().sha256 !== sha256) throw new Error(`The backup is damaged: ${file} is not what was written.`);
  }
  const store = openLocalStore(filesFolder(folder));
  let done = 0;
  await eachOf(files, async ({ sha256, bytes }) => {
    const file = await store.open(sha256);
    if (file?.bytes !== bytes) throw new Error(`The backup is damaged: the file ${sha256} is missing or cut short.`);
    await drain(file.content).catch((error) => {
      throw new Error(`The backup is damaged: ${error.message}`);
    });
    onProgress(++done, files.length);
  });
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

async function loadRows(
  client: Client,
  tables: readonly Table[],
  folder: string,
  manifest: BackupManifest,
): Promise<void> {
  await client.query("BEGIN");
  const own = tables.filter(({ name }) => name.startsWith("public."));
  // What they would change has been changed where the rows come from.
  for (const { quoted } of own) await client.query(`ALTER TABLE ${quoted} DISABLE TRIGGER USER`);
  for (const { quoted } of tables.toReversed()) await client.query(`DELETE FROM ${quoted}`);
  for (const { name, quoted, columns } of tables) {
    const rows = client.query(copyFrom(`COPY ${quoted} (${columns}) FROM STDIN`));
    await pipeline(createReadStream(tableFile(folder, name)), createGunzip(), rows);
    const expected = manifest.tables.find((table) => table.name === name)?.rows;
    if (rows.rowCount !== expected) {
      throw new Error(`${rows.rowCount} rows came into ${name} instead of ${expected}: nothing was changed.`);
    }
  }
  for (const { quoted } of own) await client.query(`ALTER TABLE ${quoted} ENABLE TRIGGER USER`);
  // A web app that is at work has the ranking in memory of what was here before.
  await client.query("INSERT INTO ranking_change DEFAULT VALUES");
  await client.query("COMMIT");
}
