/** Which files of the artefact store rows name: whatever no column here names is swept away. */
import type { PrismaQuery } from "./client.ts";

/** Every column that holds the SHA-256 of a file in the store, as table and column. */
export const ARTEFACT_COLUMNS = [
  ["checkpoint", "sha256"],
  ["run", "predictionsSha256"],
  ["model", "manifestSha256"],
  ["model_artefact", "sha256"],
  ["model_export", "sha256"],
  ["dataset", "indexSha256"],
  ["dataset_artefact", "sha256"],
  ["feature_chunk", "sha256"],
] as const;

const UNNAMED = `SELECT sha256 FROM unnest($1::text[]) AS asked(sha256) WHERE ${ARTEFACT_COLUMNS.map(
  ([table, column]) => `NOT EXISTS (SELECT FROM "${table}" AS named WHERE named."${column}" = asked.sha256)`,
).join(" AND ")}`;

/** Those of the hashes that no row names (any more): equal files are stored once, so others may still need the bytes. */
export async function unnamedArtefacts(prisma: PrismaQuery, hashes: readonly string[]): Promise<string[]> {
  const rows = await prisma.$queryRawUnsafe<{ sha256: string }[]>(UNNAMED, [...new Set(hashes)]);
  return rows.map(({ sha256 }) => sha256);
}
