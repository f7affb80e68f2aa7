import { z } from "zod";

/** Settings of networks on a backbone: where their weights are, and how much disk their features may take. */
export const transferEnvironment = z.object({
  CULTIVAR_HOME: z.string().optional(),
  BACKBONES_DIR: z.string().optional(),
  XCEPTION_WEIGHTS: z.string().optional(),
  FEATURES_LIMIT_GB: z
    .string()
    .refine((text) => Number(text) > 0, "must be a number of gigabytes above 0.")
    .optional(),
});
export type TransferEnvironment = z.infer<typeof transferEnvironment>;
