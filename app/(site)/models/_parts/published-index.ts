import "server-only";
import type { DatasetId } from "#domain/datasets/catalogue";
import { api } from "../../../_trpc/server.ts";

/** The index of a data set's published pictures, by its hash; null before there are any. */
export async function publishedIndex(dataset: DatasetId): Promise<string | null> {
  const datasets = await api.datasets.list();
  return datasets.find(({ id }) => id === dataset)?.indexSha256 ?? null;
}
