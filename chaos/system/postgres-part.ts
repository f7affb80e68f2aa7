import { Client } from "pg";
import type { Paths } from "../../scripts/setup/paths.mjs";
import { type Database, startPostgres } from "../../scripts/setup/postgres.mjs";
import type { Part } from "./part.ts";

/** The database, as safe against crashes as that of an installation. */
export class PostgresPart implements Part {
  readonly name = "postgres";
  readonly #paths: Paths;
  #database: Database;

  private constructor(paths: Paths, database: Database) {
    this.#paths = paths;
    this.#database = database;
  }

  /** Makes a cluster in `paths.postgres` and starts it. */
  static async create(paths: Paths): Promise<PostgresPart> {
    return new PostgresPart(paths, await startPostgres(paths, paths.postgres, { durable: true }));
  }

  get url(): string {
    return this.#database.url;
  }

  /** Where its data lies. */
  get base(): string {
    return this.#database.base;
  }

  async start(): Promise<void> {
    const { url } = this.#database;
    this.#database = await startPostgres(this.#paths, this.#paths.postgres, { durable: true });
    if (this.#database.url !== url) throw new Error("Another program has taken the database's port meanwhile.");
  }

  crash(): Promise<void> {
    return this.#database.crash();
  }

  /** Ends every session but the one that does it. */
  async cutConnections(): Promise<boolean> {
    const client = new Client({ connectionString: this.url });
    client.on("error", () => {});
    await client.connect();
    await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await client.end();
    return true;
  }

  stop(): Promise<void> {
    return this.#database.stop();
  }
}
