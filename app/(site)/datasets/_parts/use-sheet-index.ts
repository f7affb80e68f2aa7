"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchSheetIndex } from "../../../_inference/sheet-index.ts";

/** The index of a data set's published pictures; asks for nothing where there is none. */
export const useSheetIndex = (indexSha256: string | null) =>
  useQuery({
    queryKey: ["sheet-index", indexSha256],
    queryFn: ({ signal }) => fetchSheetIndex(indexSha256 ?? "", signal),
    enabled: indexSha256 !== null,
    networkMode: "always", // the browser may have it without a connection
    staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
  });
