/**
 * An S3 bucket through Amazon's SDK: objects under keys, with time-outs and bounded retries. What they mean is s3-store.ts's
 * business.
 */
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

export type BucketOptions = {
  bucket: string;
  region: string;
  /** Of a server that is not Amazon's; its buckets are addressed by path. */
  endpoint?: string | undefined;
  /** By default AWS's own variables, files and services are asked. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
  /** Whether a server that does not answer is waited for, some minutes, where nobody waits for us. */
  patient?: boolean | undefined;
};

export type Head = { bytes: number; changedAt: Date };

/** Milliseconds for a connection, for an answer (while a part is sent, say), and for next bytes to come. */
const CONNECT_TIMEOUT = 5_000;
const ANSWER_TIMEOUT = 60_000;
const SILENCE_TIMEOUT = 20_000;
const ATTEMPTS = 4;
/** The SDK's pauses between them double up to 20 s: some three minutes for one request, less for several at once. */
const PATIENT_ATTEMPTS = 30;
/** Bytes of a part of a multipart upload, and how many are under way: what an upload takes in memory. */
const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 3;
const SIGNED_SECONDS = 60;

export type Bucket = ReturnType<typeof openBucket>;

export function openBucket({ bucket: Bucket, region, endpoint, credentials, patient = false }: BucketOptions) {
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    maxAttempts: patient ? PATIENT_ATTEMPTS : ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT,
      requestTimeout: ANSWER_TIMEOUT,
      socketTimeout: SILENCE_TIMEOUT,
      throwOnRequestTimeout: true,
    },
    // Every byte is checked against a SHA-256 of our own; other servers do not know Amazon's further checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  const uploadParts = async (Key: string, Body: Readable | Uint8Array) => {
    await new Upload({ client, params: { Bucket, Key, Body }, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
  };

  /** @returns null where there is no such object */
  const get = async (Key: string, offset: number) => {
    const Range = offset > 0 ? `bytes=${offset}-` : undefined;
    const found = await client.send(new GetObjectCommand({ Bucket, Key, Range })).catch(nullWhenMissing);
    return found && { bytes: found.ContentLength ?? 0, body: found.Body as Readable };
  };

  return {
    async head(Key: string): Promise<Head | null> {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key })).catch(nullWhenMissing);
      return found && { bytes: found.ContentLength ?? 0, changedAt: found.LastModified ?? new Date(0) };
    },

    /** The bytes of an object; a connection that breaks is taken up where it broke. */
    async read(Key: string): Promise<{ bytes: number; content: AsyncIterable<Uint8Array<ArrayBuffer>> } | null> {
      const first = await get(Key, 0);
      return first && { bytes: first.bytes, content: goOn(first, (offset) => get(Key, offset)) };
    },

    /** @param sha256 the server refuses bytes that have another, where they go in one part and it knows how */
    async put(Key: string, Body: Uint8Array, sha256?: string): Promise<void> {
      if (Body.length > PART_BYTES) return uploadParts(Key, Body);
      const ChecksumSHA256 = sha256 && Buffer.from(sha256, "hex").toString("base64");
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length, ChecksumSHA256 }));
    },

    /** In parts, as they come. The object is there when the stream has ended, and is not when it failed. */
    async upload(Key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
      await uploadParts(Key, Readable.from(content, { objectMode: false }));
    },

    async copy(from: string, Key: string): Promise<void> {
      const CopySource = `${Bucket}/${from.split("/").map(encodeURIComponent).join("/")}`;
      await client.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
    },

    async remove(Key: string, signal?: AbortSignal): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal: signal });
    },

    async *list(Prefix: string): AsyncGenerator<Head & { key: string }> {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
        for (const { Key = "", Size = 0, LastModified = new Date(0) } of Contents) {
          yield { key: Key, bytes: Size, changedAt: LastModified };
        }
      }
    },

    /** Uploads in parts that nobody has ended. */
    async *listUploads(Prefix: string): AsyncGenerator<{ key: string; id: string; startedAt: Date }> {
      let next: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
      while (next) {
        const page: ListMultipartUploadsCommandOutput = await client.send(
          new ListMultipartUploadsCommand({ Bucket, Prefix, ...next }),
        );
        for (const { Key, UploadId, Initiated = new Date(0) } of page.Uploads ?? []) {
          if (Key && UploadId) yield { key: Key, id: UploadId, startedAt: Initiated };
        }
        next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null;
      }
    },

    async abortUpload(Key: string, UploadId: string): Promise<void> {
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(nullWhenMissing);
    },

    sign(Key: string, { type, disposition }: { type: string; disposition: string }): Promise<string> {
      const headers = { ResponseContentType: type, ResponseContentDisposition: disposition };
      const command = new GetObjectCommand({ Bucket, Key, ...headers });
      return getSignedUrl(client, command, { expiresIn: SIGNED_SECONDS });
    },
  };
}

type Answer = { bytes: number; body: Readable };

async function* goOn(first: Answer, again: (offset: number) => Promise<Answer | null>) {
  let offset = 0;
  let answer: Answer | null = first;
  for (let attempt = 1; offset < first.bytes; attempt++) {
    try {
      answer ??= await again(offset);
      if (!answer) throw new Error("It was removed while it was read.");
      for await (const part of answer.body) {
        offset += part.length;
        yield part as Buffer<ArrayBuffer>;
      }
      if (offset < first.bytes) throw new Error(`It ended after ${offset} of ${first.bytes} bytes.`);
    } catch (error) {
      if (attempt === ATTEMPTS || isRefusal(error)) throw error;
      answer = null;
    }
  }
}

/** Nothing that trying again would change. */
function isRefusal(error: unknown): boolean {
  const status = (error instanceof S3ServiceException && error.$metadata.httpStatusCode) || 0;
  return status >= 400 && status < 500;
}

/** What servers say of an object, or an upload, that is not there; without a body, as to HEAD, the last of them. */
const MISSING = ["NoSuchKey", "NoSuchUpload", "NotFound"];

function nullWhenMissing(error: unknown): null {
  if (error instanceof S3ServiceException && MISSING.includes(error.name)) return null;
  throw error;
}
