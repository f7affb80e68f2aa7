/** Test accuracies that Keras reaches, kept because making them takes an hour. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { NETWORKS } from "../contestants/contestant-flags.ts";

const baseline = z.object({
  /** How they were made. */
  source: z.string(),
  epochs: z.number().int(),
  /** Fractions, by preset and seed. */
  testAccuracy: z.record(z.enum(NETWORKS), z.record(z.string(), z.number())),
});

export const KERAS_BASELINE = baseline.parse(
  JSON.parse(readFileSync(new URL("../fixtures/keras-baseline.json", import.meta.url), "utf8")),
);
