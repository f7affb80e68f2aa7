import type { Prisma } from "#prisma/generated/client";

/** A sweep is over when it has none of these. */
export const activeRuns = { state: { in: ["queued", "running"] } } as const satisfies Prisma.RunWhereInput;
