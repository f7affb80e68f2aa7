/** The servers that stand around a deployment, each a part of its own: PgBouncer before the database, an S3 server as store. */
import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Paths } from "../../scripts/setup/paths.mjs";
import { objectStoreServer } from "../../scripts/testing/deploy/object-store.mjs";
import { poolerServer } from "../../scripts/testing/deploy/pooler.mjs";
import { ensureDeployTools } from "../../scripts/testing/deploy/tools.mjs";
import type { Server } from "../../scripts/testing/deploy/with-server.mjs";
import { ProcessPart } from "./process-part.ts";

export type Surroundings = {
  pooler: ProcessPart;
  objectStore: ProcessPart;
  /** The database through the pooler. */
  databaseUrl: string;
  /** What names the bucket to web apps and trainers. */
  storeEnvironment: Record<string, string>;
};

/**
 * Starts none of them.
 *
 * @param base a folder that the database's account may enter
 * @throws Error that says which server cannot be had, and what to do
 */
export async function findSurroundings(paths: Paths, databaseUrl: string, base: string): Promise<Surroundings> {
  const tools = await ensureDeployTools(paths, ["pgbouncer", "versitygw"]);
  const programOf = (name: "pgbouncer" | "versitygw"): string => {
    const tool = tools[name];
    if ("path" in tool) return tool.path;
    throw new Error(`A deployment needs ${name}: ${tool.missing}. Without it: --setting home.`);
  };
  const [pgbouncer, versitygw] = [programOf("pgbouncer"), programOf("versitygw")];
  const part = (name: string, { program, args, port, options = {} }: Server, env: Record<string, string> = {}) => {
    const { cwd: folder = paths.home, uid, gid } = options;
    const account = { uid, gid };
    const logFile = join(paths.home, `${name}.log`);
    const whole = { NODE_ENV: "production", ...options.env, ...env } as const;
    return new ProcessPart(name, { program, args, folder, account, port, logFile, env: () => whole });
  };
  const pooler = await poolerServer(paths, pgbouncer, databaseUrl);
  // Each start of it writes its settings anew.
  const settings = join(base, "pooler");
  await mkdir(settings, { recursive: true, mode: 0o700 });
  const { uid, gid } = pooler.server.options ?? {};
  if (uid !== undefined && gid !== undefined) await chown(settings, uid, gid);
  const { server, store } = await objectStoreServer(versitygw, join(paths.home, "object-store"));
  return {
    pooler: part("pooler", pooler.server, { TMPDIR: settings }),
    objectStore: part("object-store", server),
    databaseUrl: pooler.url,
    storeEnvironment: {
      STORE_S3_ENDPOINT: store.endpoint,
      STORE_S3_BUCKET: store.bucket,
      STORE_S3_REGION: store.region,
      STORE_S3_ACCESS_KEY_ID: store.accessKey,
      STORE_S3_SECRET_ACCESS_KEY: store.secretKey,
    },
  };
}
