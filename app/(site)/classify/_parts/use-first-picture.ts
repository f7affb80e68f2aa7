"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { fetchSheetIndex } from "../../../_inference/sheet-index.ts";
import { fetchTestPicture, type TestPicture } from "../../../_inference/test-sheet.ts";
import { useTRPC } from "../../../_trpc/client.ts";

/** Takes the picture of the test set that the address names, once. */
export function useFirstPicture(
  number: number | null,
  take: (picture: TestPicture, label: string) => void,
  onProblem: (problem: string) => void,
): void {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const dataset = datasets.data?.find(({ indexSha256 }) => indexSha256 !== null);
  const indexSha256 = dataset?.indexSha256 ?? null;
  const picture = useQuery({
    queryKey: ["test-picture", indexSha256, number],
    queryFn: async ({ signal }) =>
      fetchTestPicture(await fetchSheetIndex(indexSha256 ?? "", signal), number ?? 0, signal),
    enabled: number !== null && indexSha256 !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const taken = useRef(false);
  const { data, isError } = picture;
  useEffect(() => {
    if (taken.current) return;
    if (data && dataset) {
      taken.current = true;
      take(data, dataset.classes[data.label] ?? "");
    } else if (isError) {
      taken.current = true;
      onProblem("The picture of the test set that this link names is not to be had. Choose another.");
    }
  }, [data, isError, dataset, take, onProblem]);
}
