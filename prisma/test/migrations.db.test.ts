import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations, readMigrations } from "../apply-migrations.ts";
import { createQueue } from "../create-queue.ts";
import { actualCatalogue } from "./actual-catalogue.ts";
import { expectedCatalogue } from "./expected-catalogue.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const FOLDER = new URL("../migrations/", import.meta.url);

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const readSchema = () => readFile(new URL("../schema.prisma", import.meta.url), "utf8");

describe("migrations", () => {
  it("make the database that schema.prisma describes", async () => {
    expect(await actualCatalogue(client)).toEqual(expectedCatalogue(await readSchema()));
  });

  it("would be found wanting for one column, index, rule or default", async () => {
    const schema = await readSchema();
    const actual = await actualCatalogue(client);
    for (const [from, to] of [
      ["crashes     Int       @default(0)", "crashes     Int       @default(1)"],
      ["@@index([state, queuedAt])", "@@index([queuedAt, state])"],
      ["[trainerId], references: [id], onDelete: SetNull", "[trainerId], references: [id], onDelete: Cascade"],
      ["email         String   @unique", "email         String?  @unique"],
    ] as const) {
      expect(schema).toContain(from);
      expect(expectedCatalogue(schema.replace(from, to))).not.toEqual(actual);
    }
  });

  it("are applied once, also by several processes at once", async () => {
    const migrations = await readMigrations(FOLDER);
    const again = await Promise.all([
      applyMigrations(database.url, migrations),
      applyMigrations(database.url, migrations),
    ]);
    expect(again).toEqual([[], []]);
  });

  it("refuse a file that was edited after it had been applied", async () => {
    const [first, ...rest] = await readMigrations(FOLDER);
    if (!first) throw new Error("There is no migration.");
    await expect(applyMigrations(database.url, [{ ...first, checksum: "0".repeat(64) }, ...rest])).rejects.toThrow(
      /0001_init.*was edited/,
    );
  });

  it("refuse a database of a newer version", async () => {
    await expect(applyMigrations(database.url, [])).rejects.toThrow(/0001_init, which this version does not know/);
  });

  it("undo one that fails, and leave no trace of it", async () => {
    const migrations = await readMigrations(FOLDER);
    const broken = { name: "9999_broken", sql: "CREATE TABLE half (id INT); SELECT no_such_thing;", checksum: "1" };
    await expect(applyMigrations(database.url, [...migrations, broken])).rejects.toThrow(/9999_broken failed/);
    const { rows } = await client.query("SELECT to_regclass('half') AS found");
    expect(rows).toEqual([{ found: null }]);
    expect(await applyMigrations(database.url, migrations)).toEqual([]);
  });

  it("make the training queue, again and again", async () => {
    await createQueue(database.url);
    const { rows } = await client.query("SELECT name, policy FROM pgboss.queue WHERE name = 'train'");
    expect(rows).toEqual([{ name: "train", policy: "exclusive" }]);
  });
});
