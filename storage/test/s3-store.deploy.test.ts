/** The store over a real S3 server, which TEST_S3_ENDPOINT and its companions name; each test has a prefix of its own. */
import { randomUUID } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateMultipartUploadCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, describe, expect, it } from "vitest";
import { openBucket } from "../s3-bucket.ts";
import { openS3Store } from "../s3-store.ts";
import { sweepStore } from "../sweep-store.ts";
import { describeStoreContract } from "./store-contract.ts";
import { testBucket } from "./test-bucket.ts";

const MEBIBYTE = 2 ** 20;

function open({ signed = false, endpoint = testBucket().endpoint } = {}) {
  const options = { ...testBucket(), endpoint };
  const prefix = `store-test/${randomUUID()}`;
  const bucket = openBucket(testBucket());
  const keyOf = (sha256: string) => `${prefix}/${sha256.slice(0, 2)}/${sha256}`;
  return {
    store: openS3Store({ ...options, prefix, signed }),
    bucket,
    prefix,
    keyOf,
    damage: (sha256: string) => bucket.put(keyOf(sha256), Buffer.from("cut")),
    async leftovers() {
      const left: string[] = [];
      for await (const { key } of bucket.list(`${prefix}/`)) {
        if (!/^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(key.slice(prefix.length + 1))) left.push(key);
      }
      for await (const { key } of bucket.listUploads(`${prefix}/`)) left.push(key);
      return left;
    },
  };
}

describeStoreContract("S3", async () => open());

async function beginUpload(Key: string): Promise<void> {
  const { bucket: Bucket, ...options } = testBucket();
  const client = new S3Client({ ...options, forcePathStyle: true });
  await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  client.destroy();
}

async function* mebibytes(count: number) {
  for (let i = 0; i < count; i++) yield new Uint8Array(MEBIBYTE).fill(i);
}

describe("openS3Store", () => {
  it("uses the layout of the local folder, so that one can be copied into the other", async () => {
    const { store, bucket, keyOf } = open();
    const { sha256 } = await store.put(Buffer.from("weights"));
    expect(await bucket.head(keyOf(sha256))).toMatchObject({ bytes: 7 });
  });

  it("waits for a sweep that is at the same file, and writes it again", async () => {
    const { store, bucket, keyOf, prefix } = open();
    const bytes = Buffer.from("published twice");
    const { sha256 } = await store.put(bytes);
    await bucket.put(`${prefix}/swept/${sha256}`, new Uint8Array());
    const again = store.put(bytes);
    await sleep(500);
    await bucket.remove(keyOf(sha256));
    await bucket.remove(`${prefix}/swept/${sha256}`);
    await again;
    expect(await store.get(sha256)).toEqual(bytes);
  });

  it("sweeps what nothing names, and uploads that nobody ended", async () => {
    const { store, bucket, prefix, leftovers } = open();
    const named = await store.put(Buffer.from("named"));
    const other = await store.put(Buffer.from("other"));
    await bucket.put(`${prefix}/unfinished/${randomUUID()}`, Buffer.from("half"));
    await beginUpload(`${prefix}/unfinished/${randomUUID()}`);
    expect(await leftovers()).toHaveLength(2);
    const report = await sweepStore(store, {
      before: new Date(Date.now() + 60_000),
      unnamed: async (hashes) => hashes.filter((sha256) => sha256 !== named.sha256),
    });
    expect(report).toEqual({
      found: { files: 2, bytes: 10 },
      removed: { files: 1, bytes: 5 },
      unfinished: { files: 2, bytes: 4 },
    });
    expect([await store.has(named.sha256), await store.has(other.sha256)]).toEqual([true, false]);
    expect(await leftovers()).toEqual([]);
  });

  it("signs addresses that are good for a minute, for this file alone, where it is told to", async () => {
    const { store } = open({ signed: true });
    const { sha256 } = await store.put(Buffer.from("weights"));
    const headers = { type: "application/zip", disposition: 'attachment; filename="model.zip"' };
    const address = new URL((await store.signedUrl(sha256, headers)) ?? "");
    expect(address.searchParams.get("X-Amz-Expires")).toBe("60");
    const answer = await fetch(address);
    expect([answer.status, await answer.text()]).toEqual([200, "weights"]);
    expect(answer.headers.get("content-disposition")).toBe(headers.disposition);
    address.pathname = address.pathname.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    expect((await fetch(address)).status).toBe(403);
    expect(await open().store.signedUrl(sha256, headers)).toBeNull();
  });

  it("says what is wrong with a bucket or a key that is not there", async () => {
    const wrong = { ...testBucket(), bucket: "there-is-no-such-bucket" };
    await expect(openS3Store(wrong).check()).rejects.toThrow(
      /bucket there-is-no-such-bucket cannot be written.*STORE_S3_BUCKET/s,
    );
    const credentials = { accessKeyId: "nobody", secretAccessKey: "wrong" };
    await expect(openS3Store({ ...testBucket(), credentials }).check()).rejects.toThrow(/cannot be written.*keys/s);
    await expect(openS3Store({ ...testBucket(), credentials }).get("0".repeat(64))).rejects.toThrow();
  });
});

describe("a connection that breaks", () => {
  let proxy: Server | null = null;
  afterEach(() => {
    proxy?.closeAllConnections();
    proxy?.close();
  });

  /** A way to the server on which answers with a body of some size are cut in the middle, so many times. */
  async function cuttingProxy(cuts: number): Promise<string> {
    const target = new URL(testBucket().endpoint);
    let left = cuts;
    proxy = createServer((incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const { hostname, port } = target;
      const forwarded = request({ hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        const isCut = method === "GET" && Number(answer.headers["content-length"]) > MEBIBYTE && left-- > 0;
        if (!isCut) return void answer.pipe(outgoing);
        let passed = 0;
        answer.on("data", (part: Buffer) => {
          outgoing.write(part);
          passed += part.length;
          if (passed > MEBIBYTE / 2) outgoing.destroy();
        });
      });
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => proxy?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  it("is taken up where it broke, a few times", async () => {
    const { store, prefix } = open();
    const { sha256, bytes } = await store.putStream(mebibytes(4));
    const through = async (cuts: number) =>
      (await openS3Store({ ...testBucket(), prefix, endpoint: await cuttingProxy(cuts) }).get(sha256))?.length;
    expect(await through(2)).toBe(bytes);
    await expect(through(9)).rejects.toThrow();
  });
});
