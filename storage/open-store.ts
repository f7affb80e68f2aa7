import { z } from "zod";
import { openLocalStore } from "./local-store.ts";
import { openS3Store } from "./s3-store.ts";
import type { ArtefactStore } from "./store.ts";

/** An empty variable counts as absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const fields = z.object({
  STORE_DIR: optional(z.string()),
  STORE_S3_BUCKET: optional(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket, as in cultivar-artefacts."),
  ),
  STORE_S3_REGION: optional(z.string().regex(/^[A-Za-z0-9-]{1,60}$/, "must be a region, as in eu-central-1.")),
  STORE_S3_ENDPOINT: optional(
    z.url({ protocol: /^https?$/, error: "must be the address of an S3 server, as in https://s3.example.org." }),
  ),
  STORE_S3_PREFIX: optional(
    z
      .string()
      .max(200, "has more than 200 characters.")
      .regex(
        /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
        "must look like one/two, of letters, digits and . _ -.",
      ),
  ),
  STORE_S3_ACCESS_KEY_ID: optional(z.string()),
  STORE_S3_SECRET_ACCESS_KEY: optional(z.string()),
  STORE_S3_SIGNED: optional(z.enum(["0", "1"], "must be 0 or 1.")),
});

export type StoreEnvironment = z.infer<typeof fields>;

/** The variables of the store, for an environment that has others besides; `checkStore` says what they must be together. */
export const storeVariables = fields.shape;

export function checkStore(env: StoreEnvironment, context: Pick<z.core.$RefinementCtx, "addIssue">): void {
  const refuse = (path: keyof StoreEnvironment, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (env.STORE_DIR && env.STORE_S3_BUCKET) {
    refuse("STORE_DIR", "and STORE_S3_BUCKET are both set: keep the one where the artefacts are.");
  }
  if (!env.STORE_DIR && !env.STORE_S3_BUCKET) {
    refuse(
      "STORE_DIR",
      "is not set: let it name the folder in which checkpoints, models and images are kept, or STORE_S3_BUCKET a bucket.",
    );
  }
  const others = Object.keys(fields.shape).filter((name) => name.startsWith("STORE_S3_") && name !== "STORE_S3_BUCKET");
  for (const name of others as (keyof StoreEnvironment)[]) {
    if (env[name] && !env.STORE_S3_BUCKET)
      refuse(name, "is set without STORE_S3_BUCKET: name the bucket, or unset it.");
  }
  if (env.STORE_S3_BUCKET && !env.STORE_S3_REGION) {
    refuse(
      "STORE_S3_REGION",
      "is not set: name the bucket's region. A server that is not Amazon's says which it goes by, often us-east-1 or auto.",
    );
  }
  if ((env.STORE_S3_ACCESS_KEY_ID === undefined) !== (env.STORE_S3_SECRET_ACCESS_KEY === undefined)) {
    const missing = env.STORE_S3_ACCESS_KEY_ID ? "STORE_S3_SECRET_ACCESS_KEY" : "STORE_S3_ACCESS_KEY_ID";
    refuse(missing, "is not set, but the other half of the key is: give both, or neither and AWS's own variables.");
  }
}

/** What the environment says of the store. Plain data, so that a process can hand it on to another. */
export const storeEnvironment = fields.superRefine(checkStore);

/**
 * The artefact store that the environment names: the bucket `STORE_S3_BUCKET`, or the folder `STORE_DIR`.
 *
 * @param options.patient whether a bucket that does not answer is waited for, some minutes: for work that nobody sits before
 */
export function openStore(env: StoreEnvironment, { patient = false } = {}): ArtefactStore {
  const { STORE_DIR = "", STORE_S3_BUCKET: bucket, STORE_S3_REGION: region = "" } = env;
  if (!bucket) return openLocalStore(STORE_DIR);
  const { STORE_S3_ACCESS_KEY_ID: accessKeyId, STORE_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return openS3Store({
    bucket,
    region,
    endpoint: env.STORE_S3_ENDPOINT,
    prefix: env.STORE_S3_PREFIX,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    signed: env.STORE_S3_SIGNED === "1",
    patient,
  });
}
