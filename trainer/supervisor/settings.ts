import { hostname } from "node:os";
import { z } from "zod";
import { type WebhookTargets, webhookTargets } from "#domain/webhooks/webhook-fields";
import { checkStore, type StoreEnvironment, storeEnvironment, storeVariables } from "#storage/open-store";
import { LEAST_TOKEN_LENGTH } from "#telemetry/metrics-token";
import { datasetsFolder } from "../datasets/dataset-files.ts";
import { type TransferEnvironment, transferEnvironment } from "../features/transfer-environment.ts";
import { homeFolder } from "../home-folder.ts";

const folder = z.string().min(1, "is empty: let it name a folder, or do not set it.").optional();

const environment = z
  .object({
    DATABASE_URL: z
      .string({ error: "is not set: name the database, as in postgresql://user:password@host:5432/name." })
      .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://."),
    ...storeVariables,
    ...transferEnvironment.shape,
    CULTIVAR_HOME: folder,
    DATASETS_DIR: folder,
    TRAINER_NAME: z.string().trim().min(1, "is empty.").max(80, "has more than 80 characters.").default(hostname()),
    CHECKPOINT_SECONDS: z.coerce
      .number("must be a number of seconds.")
      .min(0.1, "must be at least 0.1.")
      .max(3600, "must be at most 3600.")
      .default(30),
    METRICS_PORT: z.coerce
      .number("must be the number of a port.")
      .int("must be a whole number.")
      .min(1, "must be at least 1.")
      .max(65535, "must be at most 65535.")
      .optional(),
    METRICS_TOKEN: z
      .string()
      .trim()
      .min(LEAST_TOKEN_LENGTH, `must have at least ${LEAST_TOKEN_LENGTH} characters, made by chance.`)
      .optional(),
    TRAINER_SLOTS: z.coerce
      .number("must be a whole number.")
      .int("must be a whole number.")
      .min(1, "must be at least 1.")
      .max(16, "must be at most 16.")
      .optional(),
    WEBHOOK_TARGETS: webhookTargets,
    CULTIVAR_ENGINE: z.enum(["tensorflow", "wasm"], { error: "must be tensorflow or wasm, or not be set." }).optional(),
  })
  .superRefine(checkStore);

export type TrainerSettings = {
  databaseUrl: string;
  store: StoreEnvironment;
  /** Identity of this trainer and the logs of its runs; weights and features, which trainers of a machine share. */
  home: string;
  datasetsDir: string;
  transfer: TransferEnvironment;
  name: string;
  /** The only engine to use; by default the best that loads. */
  engine: "tensorflow" | "wasm" | undefined;
  /** Seconds of training between two checkpoints within an epoch. */
  checkpointSeconds: number;
  /** Runs side by side; by default one for each GPU. */
  slots: number | undefined;
  /** Where Prometheus finds this trainer; nowhere without a port. */
  metrics: { port: number; token: string | undefined } | null;
  /** Where webhooks may lead. */
  webhookTargets: WebhookTargets;
};

/**
 * What a trainer is told by its environment. It needs the database's address and the store; all else has its place in the
 * checkout's `.cultivar`.
 *
 * @throws Error that names each variable that is missing or wrong, without its value
 */
export function readSettings(env: NodeJS.ProcessEnv): TrainerSettings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    store: storeEnvironment.parse(env),
    home: homeFolder(env),
    datasetsDir: datasetsFolder(env),
    transfer: { ...transferEnvironment.parse(env), CULTIVAR_HOME: homeFolder(env) },
    name: values.TRAINER_NAME,
    engine: values.CULTIVAR_ENGINE,
    checkpointSeconds: values.CHECKPOINT_SECONDS,
    metrics: values.METRICS_PORT ? { port: values.METRICS_PORT, token: values.METRICS_TOKEN } : null,
    slots: values.TRAINER_SLOTS,
    webhookTargets: values.WEBHOOK_TARGETS,
  };
}
