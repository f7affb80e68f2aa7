/** The queue between web and trainer in which models wait for a format, and how far one is. */
import { z } from "zod";
import { EXPORT_FORMATS } from "./export-formats.ts";

export const EXPORT_QUEUE = "export";

export const exportJob = z.strictObject({ v: z.literal(1), modelId: z.uuid(), format: z.enum(EXPORT_FORMATS) });
export type ExportJob = z.infer<typeof exportJob>;

/** One job for a model and a format; a trainer that stays silent for `heartbeatSeconds` has lost it. */
export const EXPORT_QUEUE_OPTIONS = {
  policy: "exclusive",
  retryLimit: 20,
  retryDelay: 1,
  heartbeatSeconds: 10,
  expireInSeconds: 3600,
} as const;

export const exportKey = ({ modelId, format }: Pick<ExportJob, "modelId" | "format">): string => `${modelId}/${format}`;

/** Trainers that may die while they prepare one file; then it counts as failed. */
export const EXPORT_ATTEMPTS = 3;
