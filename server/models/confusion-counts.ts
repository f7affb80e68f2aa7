import { z } from "zod";

/** The JSON column `run.confusion`: confusion[true class][predicted class]. */
export const confusionCounts = z.array(z.array(z.number().int().min(0)));
