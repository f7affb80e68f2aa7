import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../setup/free-port.mjs";
import { withServer } from "./with-server.mjs";

const REGION = "us-east-1";
const BUCKET = "cultivar";

/**
 * @typedef {{ endpoint: string, region: string, accessKey: string, secretKey: string, bucket: string }} ObjectStore
 *
 * @param {string} versitygw path of the program
 * @param {string} folder removed first
 * @returns {Promise<{ server: import("./with-server.mjs").Server, store: ObjectStore }>} a real S3 server over a new folder, and
 *   its empty bucket
 */
export async function objectStoreServer(versitygw, folder) {
  const [buckets, attributes] = ["buckets", "attributes"].map((name) => join(folder, name));
  await rm(folder, { recursive: true, force: true });
  // A bucket of its is a folder.
  await mkdir(join(buckets, BUCKET), { recursive: true });
  await mkdir(attributes);
  const port = await findFreePort();
  const [accessKey, secretKey] = [randomBytes(8), randomBytes(24)].map((bytes) => bytes.toString("hex"));
  const args = [
    ...["--port", `127.0.0.1:${port}`, "--region", REGION, "--access", accessKey, "--secret", secretKey],
    // Not every file system keeps attributes with files.
    ...["posix", "--sidecar", attributes, buckets],
  ];
  return {
    server: { program: versitygw, args, port },
    store: { endpoint: `http://127.0.0.1:${port}`, region: REGION, accessKey, secretKey, bucket: BUCKET },
  };
}

/**
 * Runs such a server while `work` does.
 *
 * @template T
 * @param {string} versitygw
 * @param {string} folder
 * @param {(env: Record<string, string>) => Promise<T>} work gets TEST_S3_ENDPOINT, _REGION, _ACCESS_KEY, _SECRET_KEY and _BUCKET
 * @returns {Promise<T>}
 */
export async function withObjectStore(versitygw, folder, work) {
  const { server, store } = await objectStoreServer(versitygw, folder);
  return withServer(server, () =>
    work({
      TEST_S3_ENDPOINT: store.endpoint,
      TEST_S3_REGION: store.region,
      TEST_S3_ACCESS_KEY: store.accessKey,
      TEST_S3_SECRET_KEY: store.secretKey,
      TEST_S3_BUCKET: store.bucket,
    }),
  );
}
