"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { decodeTestPredictions, type TestPredictions } from "#domain/runs/test-predictions";
import { useTRPC } from "../../../../_trpc/client.ts";

/** What was answered never changes. */
const FOR_EVER = { staleTime: Number.POSITIVE_INFINITY };

/** The answers in the file that the server sends. */
export const decodePredictions = ({ file }: { file: string }): TestPredictions =>
  decodeTestPredictions(Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0)));

/** What a run answered to each image of the test set, fetched once `enabled`. */
export function usePredictions(id: string, enabled: boolean) {
  const trpc = useTRPC();
  return useQuery(trpc.runs.predictions.queryOptions({ id }, { enabled, select: decodePredictions, ...FOR_EVER }));
}

/** The same when somebody asks for it. */
export function useReadPredictions(id: string): () => Promise<TestPredictions> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => decodePredictions(await queries.fetchQuery(trpc.runs.predictions.queryOptions({ id }, FOR_EVER)));
}
