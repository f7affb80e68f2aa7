"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchGoldenSheet } from "../../../_inference/golden-sheet.ts";
import { pageShare } from "../../../_inference/share-header.ts";
import { fetchSheetIndex } from "../../../_inference/sheet-index.ts";
import type { OfferedPictures } from "./test-pictures.tsx";

/**
 * The golden pictures of a model, to choose from where nothing else of the test set is needed.
 *
 * @param indexSha256 of its data set's published pictures; null before there are any, and then none are offered
 */
export function useGoldenPictures(
  manifestSha256: string,
  indexSha256: string | null,
  classes: readonly string[],
): OfferedPictures {
  const sheet = useQuery({
    queryKey: ["golden-sheet", manifestSha256, indexSha256],
    queryFn: async ({ signal }) =>
      fetchGoldenSheet(manifestSha256, await fetchSheetIndex(indexSha256 ?? "", signal), {
        signal,
        share: pageShare() ?? undefined,
      }),
    enabled: indexSha256 !== null,
    staleTime: Number.POSITIVE_INFINITY, // named by hashes: it never changes
  });
  return {
    sheet: sheet.data ?? null,
    classes,
    pending: indexSha256 !== null && sheet.isPending,
    failed: sheet.isError,
    retry: () => void sheet.refetch(),
  };
}
