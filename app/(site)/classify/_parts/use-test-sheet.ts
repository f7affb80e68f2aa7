"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchSheetIndex } from "../../../_inference/sheet-index.ts";
import { fetchTestSheet } from "../../../_inference/test-sheet.ts";
import { useTRPC } from "../../../_trpc/client.ts";
import type { OfferedPictures } from "./test-pictures.tsx";

/** The first sheet of a data set's published test pictures; asks for nothing where there is none. */
export const useFirstSheet = (indexSha256: string | null) =>
  useQuery({
    queryKey: ["test-sheet", indexSha256],
    queryFn: async ({ signal }) => fetchTestSheet(await fetchSheetIndex(indexSha256 ?? "", signal), 0, signal),
    enabled: indexSha256 !== null,
    staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
  });

/** The first sheet of published test pictures, or null where none are published (yet). */
export function useTestSheet(): OfferedPictures {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const dataset = datasets.data?.find(({ indexSha256 }) => indexSha256 !== null);
  const indexSha256 = dataset?.indexSha256 ?? null;
  const sheet = useFirstSheet(indexSha256);
  return {
    sheet: sheet.data ?? null,
    classes: dataset?.classes ?? [],
    pending: datasets.isPending || (indexSha256 !== null && sheet.isPending),
    failed: datasets.isError || sheet.isError,
    retry: () => void (datasets.isError ? datasets.refetch() : sheet.refetch()),
  };
}
