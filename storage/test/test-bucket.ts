import type { BucketOptions } from "../s3-bucket.ts";

/** The bucket of the S3 server that `npm run test:deploy` starts. */
export function testBucket(): BucketOptions & { endpoint: string } {
  const read = (name: string) => {
    const value = process.env[name];
    if (value) return value;
    throw new Error(`Tests of the S3 store need ${name}: npm run test:deploy starts a server and sets it.`);
  };
  return {
    bucket: read("TEST_S3_BUCKET"),
    region: read("TEST_S3_REGION"),
    endpoint: read("TEST_S3_ENDPOINT"),
    credentials: { accessKeyId: read("TEST_S3_ACCESS_KEY"), secretAccessKey: read("TEST_S3_SECRET_KEY") },
  };
}
