/** Database and store of the system under test, for what a test writes straight into them. */
import { createPrisma } from "#prisma/client";
import type { PrismaClient } from "#prisma/generated/client";
import { openLocalStore } from "#storage/local-store";
import type { ArtefactStore } from "#storage/store";

export type SystemParts = { prisma: PrismaClient; store: ArtefactStore; storeFolder: string };

export async function withSystemParts<T>(work: (parts: SystemParts) => Promise<T>): Promise<T> {
  const { DATABASE_URL, STORE_DIR } = process.env;
  if (!DATABASE_URL || !STORE_DIR) {
    throw new Error("DATABASE_URL and STORE_DIR must name those of the system under test; npm test sets them.");
  }
  const prisma = createPrisma(DATABASE_URL, { max: 2, applicationName: "cultivar-e2e" });
  try {
    return await work({ prisma, store: openLocalStore(STORE_DIR), storeFolder: STORE_DIR });
  } finally {
    await prisma.$disconnect();
  }
}
