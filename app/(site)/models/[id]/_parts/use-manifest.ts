"use client";
import { useQuery } from "@tanstack/react-query";
import type { ModelManifest } from "#domain/models/manifest";
import { pageShare, shareHeader } from "../../../../_inference/share-header.ts";

async function fetchManifest(sha256: string, signal: AbortSignal): Promise<{ manifest: ModelManifest; bytes: number }> {
  const [response, { modelManifest }] = await Promise.all([
    fetch(`/m/${sha256}`, { signal, headers: shareHeader(pageShare()) }),
    import("#domain/models/manifest"),
  ]);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const text = await response.text();
  return { manifest: modelManifest.parse(JSON.parse(text)), bytes: new TextEncoder().encode(text).length };
}

/** A model's manifest, and how many bytes it has; fetched once for all that shows parts of it. */
export const useManifest = (manifestSha256: string) =>
  useQuery({
    queryKey: ["manifest", manifestSha256],
    queryFn: ({ signal }) => fetchManifest(manifestSha256, signal),
    staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
  });
