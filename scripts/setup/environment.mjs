import { delimiter, dirname, join } from "node:path";
import { ensureSecret } from "./secrets.mjs";

/** What names the data of the user's installation. */
const OF_THE_INSTALLATION = /^(CULTIVAR_HOME|DATABASE_URL|DIRECT_DATABASE_URL|STORE_.*)$/;

/**
 * What the user set, without what names their data: for an installation of one's own, which is made, swept and broken.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutInstallation = (env = process.env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_INSTALLATION.test(name)));

/**
 * The environment of every program of the project: what the user set, completed by what set-up made.
 *
 * @param {import("./paths.mjs").Paths} paths
 * @param {{ node: string, databaseUrl?: string, port?: number, url?: string }} facts `url` is where the web app is
 *   reached, unless the user says otherwise by BETTER_AUTH_URL
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function assembleEnvironment(paths, { node, databaseUrl, port, url }, env = process.env) {
  const ownPort = port ?? env.PORT ?? 3000;
  return {
    NODE_ENV: "production",
    TF_CPP_MIN_LOG_LEVEL: "2",
    TF_FORCE_GPU_ALLOW_GROWTH: "true",
    // Node keeps there what it compiled: a worker that trains begins a second of computing sooner.
    NODE_COMPILE_CACHE: join(paths.modules, ".cache/node"),
    NEXT_TELEMETRY_DISABLED: "1",
    BETTER_AUTH_TELEMETRY: "0",
    BETTER_AUTH_URL: url ?? `http://localhost:${ownPort}`,
    BETTER_AUTH_SECRET: env.BETTER_AUTH_SECRET ?? (await ensureSecret(paths, "better-auth")),
    ...env,
    CULTIVAR_HOME: paths.home,
    ...(env.STORE_S3_BUCKET ? {} : { STORE_DIR: paths.store }),
    DATASETS_DIR: paths.datasets,
    BACKBONES_DIR: paths.backbones,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    PORT: String(ownPort),
    // Programs that find Node by name get the one that runs TypeScript.
    PATH: `${dirname(node)}${delimiter}${env.PATH ?? ""}`,
  };
}
