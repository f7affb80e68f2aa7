import { randomUUID } from "node:crypto";
import { testBucket } from "#storage/test/test-bucket";

/** What the environment says of a store of one's own in the bucket of the S3 server. */
export function bucketEnvironment(): Record<string, string> {
  const { bucket, region, endpoint, credentials } = testBucket();
  return {
    STORE_DIR: "",
    STORE_S3_BUCKET: bucket,
    STORE_S3_REGION: region,
    STORE_S3_ENDPOINT: endpoint,
    STORE_S3_PREFIX: `site-test/${randomUUID()}`,
    STORE_S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? "",
    STORE_S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? "",
  };
}
