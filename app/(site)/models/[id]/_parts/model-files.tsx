"use client";
import { useQuery } from "@tanstack/react-query";
import { BACKBONES } from "#domain/backbones/catalogue";
import { type ModelManifest, modelManifest } from "#domain/models/manifest";
import { pageShare, shareHeader } from "../../../../_inference/share-header.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatBytes } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";

type ModelFile = { name: string; sha256: string; bytes: number };

async function fetchFiles(manifestSha256: string, signal: AbortSignal): Promise<ModelFile[]> {
  const response = await fetch(`/m/${manifestSha256}`, { signal, headers: shareHeader(pageShare()) });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const text = await response.text();
  return filesOf(modelManifest.parse(JSON.parse(text)), manifestSha256, new TextEncoder().encode(text).length);
}

const filesOf = ({ shards, backbone, golden }: ModelManifest, sha256: string, bytes: number): ModelFile[] => [
  { name: "manifest", sha256, bytes },
  ...partsNamed("weights", shards),
  ...(backbone ? partsNamed(`${BACKBONES[backbone.id].title}, shared`, backbone.shards) : []),
  { name: "golden pictures", ...golden.inputs },
  { name: "golden answers", ...golden.outputs },
];

const partsNamed = (name: string, shards: ModelManifest["shards"]): ModelFile[] =>
  shards.map((shard, i) => ({ name: shards.length > 1 ? `${name}, part ${i + 1}` : name, ...shard }));

/**
 * The files of a model, each under the hash of its bytes.
 *
 * @param linked whether each can be opened by its address alone
 */
export function ModelFiles({ manifestSha256, linked }: { manifestSha256: string; linked: boolean }) {
  const files = useQuery({
    queryKey: ["model-files", manifestSha256],
    queryFn: ({ signal }) => fetchFiles(manifestSha256, signal),
    staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
  });
  return (
    <Plate title="Files" caption="named by the SHA-256 of their bytes; they never change">
      {files.isPending ? (
        <SkeletonRows rows={4} height={33} />
      ) : files.isError ? (
        <ErrorState
          title="The list of files did not arrive."
          onRetry={() => files.refetch()}
          retrying={files.isFetching}
        >
          {files.error.message}
        </ErrorState>
      ) : (
        <Table caption="Files of the model" dense>
          <thead>
            <tr>
              <Th>File</Th>
              <Th>SHA-256</Th>
              <Th numeric>Size</Th>
            </tr>
          </thead>
          <tbody>
            {files.data.map(({ name, sha256, bytes }) => (
              <tr key={name}>
                <Td className="whitespace-nowrap">{name}</Td>
                <Td>
                  {linked ? (
                    <a className="code text-link break-all" href={`/m/${sha256}`} title={sha256}>
                      {sha256.slice(0, 16)}…
                    </a>
                  ) : (
                    <span className="code break-all" title={sha256}>
                      {sha256.slice(0, 16)}…
                    </span>
                  )}
                </Td>
                <Td numeric>{formatBytes(bytes)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Plate>
  );
}
