import { z } from "zod";
import { RUN_STATES } from "#domain/runs/states";

/** What a list of runs can be asked for. */
export const listRunsInput = z.strictObject({
  /** None means all. */
  state: z.array(z.enum(RUN_STATES)).max(RUN_STATES.length).default([]),
  search: z.string().trim().max(80).optional(),
  sort: z
    .strictObject({
      by: z.enum(["started", "name", "validation", "test", "duration"]),
      order: z.enum(["asc", "desc"]),
    })
    .default({ by: "started", order: "desc" }),
  page: z.number().int().min(1).max(10_000).default(1),
  pageSize: z.number().int().min(10).max(100).default(25),
});
export type ListRunsInput = z.infer<typeof listRunsInput>;
