import type { PrismaQuery } from "./client.ts";

/** Those of the hashes that no row names (any more): equal files are stored once, so others may still need the bytes. */
export async function unnamedArtefacts(prisma: PrismaQuery, hashes: readonly string[]): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ sha256: string }[]>`
    SELECT sha256 FROM unnest(${[...new Set(hashes)]}::text[]) AS asked(sha256)
     WHERE NOT EXISTS (SELECT FROM checkpoint named WHERE named.sha256 = asked.sha256)
       AND NOT EXISTS (SELECT FROM run named WHERE named."predictionsSha256" = asked.sha256)
       AND NOT EXISTS (SELECT FROM model named WHERE named."manifestSha256" = asked.sha256)
       AND NOT EXISTS (SELECT FROM model_artefact named WHERE named.sha256 = asked.sha256)
       AND NOT EXISTS (SELECT FROM model_export named WHERE named.sha256 = asked.sha256)
       AND NOT EXISTS (SELECT FROM dataset named WHERE named."indexSha256" = asked.sha256)
       AND NOT EXISTS (SELECT FROM dataset_artefact named WHERE named.sha256 = asked.sha256)
       AND NOT EXISTS (SELECT FROM feature_chunk named WHERE named.sha256 = asked.sha256)`;
  return rows.map(({ sha256 }) => sha256);
}
