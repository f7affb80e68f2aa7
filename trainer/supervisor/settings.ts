import { hostname } from "node:os";
import { z } from "zod";
import { checkStore, type StoreEnvironment, storeEnvironment, storeVariables } from "#storage/open-store";
import { type TransferEnvironment, transferEnvironment } from "../features/transfer-environment.ts";

const folder = (what: string) => z.string({ error: `is not set: let it name ${what}.` }).min(1, "is empty.");

const environment = z
  .object({
    DATABASE_URL: z
      .string({ error: "is not set: name the database, as in postgresql://user:password@host:5432/name." })
      .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://."),
    ...storeVariables,
    ...transferEnvironment.shape,
    CULTIVAR_HOME: folder("a folder of this trainer's own, for its identity and the logs of its runs"),
    DATASETS_DIR: folder("the folder of the prepared data sets"),
    TRAINER_NAME: z.string().trim().min(1, "is empty.").max(80, "has more than 80 characters.").default(hostname()),
    CHECKPOINT_SECONDS: z.coerce
      .number("must be a number of seconds.")
      .min(0.1, "must be at least 0.1.")
      .max(3600, "must be at most 3600.")
      .default(30),
    CULTIVAR_ENGINE: z.enum(["tensorflow", "wasm"], { error: "must be tensorflow or wasm, or not be set." }).optional(),
  })
  .superRefine(checkStore);

export type TrainerSettings = {
  databaseUrl: string;
  store: StoreEnvironment;
  /** Identity of this trainer and the logs of its runs. */
  home: string;
  datasetsDir: string;
  transfer: TransferEnvironment;
  name: string;
  /** The only engine to use; by default the best that loads. */
  engine: "tensorflow" | "wasm" | undefined;
  /** Seconds of training between two checkpoints within an epoch. */
  checkpointSeconds: number;
};

/** @throws Error that names each variable that is missing or wrong, without its value */
export function readSettings(env: NodeJS.ProcessEnv): TrainerSettings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    store: storeEnvironment.parse(env),
    home: values.CULTIVAR_HOME,
    datasetsDir: values.DATASETS_DIR,
    transfer: transferEnvironment.parse(env),
    name: values.TRAINER_NAME,
    engine: values.CULTIVAR_ENGINE,
    checkpointSeconds: values.CHECKPOINT_SECONDS,
  };
}
