/** What compose.yaml runs, on this machine: the migration job, two web instances and three trainers behind pooler and edge. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { type Edge, startEdge } from "./edge.ts";
import { findParts } from "./parts.ts";
import { type Running, until } from "./processes.ts";

const WEBS = 2;
const TRAINERS = 3;

export type Installation = {
  edge: Edge;
  /** Addresses of the web instances themselves. */
  webs: readonly string[];
  /** The end of what its processes have written. */
  logs: () => string;
  /** Ends the web tier, with whatever is under way. */
  stopWeb: () => Promise<void>;
  stop: () => Promise<void>;
};

/** The servers around it: `databaseUrl` past the pooler, for a role that may make databases. */
export type Servers = { nginx: string; databaseUrl: string; poolerUrl: string };

export async function startInstallation({ nginx, databaseUrl, poolerUrl }: Servers): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-deployment-"));
  const name = `deployment_${crypto.randomUUID().replaceAll("-", "")}`;
  const [direct = "", pooled = ""] = [databaseUrl, poolerUrl].map((url) => withDatabase(url, name));
  const parts = findParts();
  const running: Running[] = [];
  const tidy = async () => {
    await Promise.all(running.map((one) => one.stop(30_000)));
    await parts.tidy();
    await inDatabase(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await inDatabase(databaseUrl, `CREATE DATABASE ${name}`);
    await parts.migrate({ DIRECT_DATABASE_URL: direct });

    const shared = { DATABASE_URL: pooled, ...storeEnvironment(folder, name) };
    const ports = await freePorts(WEBS + 1);
    const [edgePort = 0, ...webPorts] = ports;
    const start = async (...args: Parameters<typeof parts.start>) => {
      const one = await parts.start(...args);
      running.push(one);
      return one;
    };
    const webs = await Promise.all(
      webPorts.map((port) => {
        const settings = {
          ...shared,
          HOSTNAME: "127.0.0.1",
          PORT: String(port),
          DATABASE_CONNECTIONS: "5",
          BETTER_AUTH_URL: `http://localhost:${edgePort}`,
          BETTER_AUTH_SECRET: "a-secret-for-tests-alone-0123456789",
          TRUSTED_PROXY_HEADER: "x-real-ip",
        };
        return start("web", settings, join(folder, `web-${port}`));
      }),
    );
    await Promise.all(
      Array.from({ length: TRAINERS }, (_, i) => {
        const settings = { ...shared, TRAINER_NAME: `trainer ${i + 1}` };
        return start("trainer", settings, join(folder, `trainer-${i + 1}`));
      }),
    );
    const addresses = webPorts.map((port) => `http://127.0.0.1:${port}`);
    await Promise.all(
      addresses.map((address, i) =>
        until("a web instance is ready", async () => (await fetch(`${address}/api/ready`)).ok, { running: webs[i] }),
      ),
    );
    const edge = await startEdge(nginx, webPorts, edgePort);
    return {
      edge,
      webs: addresses,
      logs: () => running.map((one) => one.output().slice(-2000)).join("\n"),
      stopWeb: async () => void (await Promise.all(webs.map((web) => web.stop()))),
      stop: async () => {
        await edge.stop();
        await tidy();
      },
    };
  } catch (error) {
    await tidy();
    throw error;
  }
}

/** A place of its own in the bucket of the tests' S3 server; a folder that web and trainers share where there is none. */
function storeEnvironment(folder: string, name: string): Record<string, string> {
  const { TEST_S3_ENDPOINT, TEST_S3_REGION, TEST_S3_ACCESS_KEY, TEST_S3_SECRET_KEY, TEST_S3_BUCKET } = process.env;
  if (!TEST_S3_ENDPOINT) return { STORE_DIR: join(folder, "store") };
  return {
    STORE_S3_ENDPOINT: TEST_S3_ENDPOINT,
    STORE_S3_BUCKET: TEST_S3_BUCKET ?? "",
    STORE_S3_PREFIX: name,
    STORE_S3_REGION: TEST_S3_REGION ?? "",
    AWS_ACCESS_KEY_ID: TEST_S3_ACCESS_KEY ?? "",
    AWS_SECRET_ACCESS_KEY: TEST_S3_SECRET_KEY ?? "",
  };
}

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await findFreePort());
  return [...ports];
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function inDatabase(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
