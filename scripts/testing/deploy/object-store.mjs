import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../setup/free-port.mjs";
import { withServer } from "./with-server.mjs";

const REGION = "us-east-1";
const BUCKET = "cultivar";

/**
 * Runs a real S3 server over a new folder while `work` does.
 *
 * @template T
 * @param {string} versitygw path of the program
 * @param {string} folder removed first
 * @param {(env: Record<string, string>) => Promise<T>} work gets TEST_S3_ENDPOINT, _REGION, _ACCESS_KEY, _SECRET_KEY and
 *   _BUCKET, an empty one
 * @returns {Promise<T>}
 */
export async function withObjectStore(versitygw, folder, work) {
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
  return withServer({ program: versitygw, args, port }, () =>
    work({
      TEST_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      TEST_S3_REGION: REGION,
      TEST_S3_ACCESS_KEY: accessKey,
      TEST_S3_SECRET_KEY: secretKey,
      TEST_S3_BUCKET: BUCKET,
    }),
  );
}
