"use client";
import { BACKBONES } from "#domain/backbones/catalogue";
import type { ModelManifest } from "#domain/models/manifest";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatBytes } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { useManifest } from "./use-manifest.ts";

type ModelFile = { name: string; sha256: string; bytes: number };

const filesOf = (
  { shards, backbone, golden, neighbours }: ModelManifest,
  sha256: string,
  bytes: number,
): ModelFile[] => [
  { name: "manifest", sha256, bytes },
  ...partsNamed("weights", shards),
  ...(backbone ? partsNamed(`${BACKBONES[backbone.id].title}, shared`, backbone.shards) : []),
  { name: "golden pictures", ...golden.inputs },
  { name: "golden answers", ...golden.outputs },
  ...(neighbours ? [{ name: "training pictures' answers", ...neighbours.index }] : []),
];

const partsNamed = (name: string, shards: ModelManifest["shards"]): ModelFile[] =>
  shards.map((shard, i) => ({ name: shards.length > 1 ? `${name}, part ${i + 1}` : name, ...shard }));

/**
 * The files of a model, each under the hash of its bytes.
 *
 * @param linked whether each can be opened by its address alone
 */
export function ModelFiles({ manifestSha256, linked }: { manifestSha256: string; linked: boolean }) {
  const described = useManifest(manifestSha256);
  return (
    <Plate title="Files" caption="named by the SHA-256 of their bytes; they never change">
      {described.isPending ? (
        <SkeletonRows rows={4} height={33} />
      ) : described.isError ? (
        <ErrorState
          title="The list of files did not arrive."
          onRetry={() => described.refetch()}
          retrying={described.isFetching}
        >
          {described.error.message}
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
            {filesOf(described.data.manifest, manifestSha256, described.data.bytes).map(({ name, sha256, bytes }) => (
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
