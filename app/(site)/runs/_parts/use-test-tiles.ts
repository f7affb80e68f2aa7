"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import type { DatasetId } from "#domain/datasets/catalogue";
import { placeOf } from "../../../_inference/sheet-index.ts";
import { useTRPC } from "../../../_trpc/client.ts";
import type { Tile } from "../../../_ui/sheet-tile.tsx";
import { useSheetIndex } from "../../datasets/_parts/use-sheet-index.ts";
import { sheetTileOf } from "../../datasets/_view/sheet-tile-of.ts";

/** Fetches and decodes a picture, so that what shows parts of it does so at once. */
async function loadPicture(src: string): Promise<string> {
  const picture = new Image();
  picture.src = src;
  await picture.decode();
  return src;
}

export type TestTiles = {
  /** Null while the picture is on its way. */
  tileOf: (image: number) => Tile | null;
  /** There are no published pictures to show. */
  unpublished: boolean;
  failed: boolean;
  retry: () => void;
};

/** The pictures with these numbers in the test set; only the sheets that they lie on are fetched, and only once `enabled`. */
export function useTestTiles(dataset: DatasetId, images: readonly number[], enabled: boolean): TestTiles {
  const trpc = useTRPC();
  const datasets = useQuery({ ...trpc.datasets.list.queryOptions(), enabled });
  const indexSha256 = datasets.data?.find(({ id }) => id === dataset)?.indexSha256 ?? null;
  const index = useSheetIndex(enabled ? indexSha256 : null);
  const sheetIndex = index.data;
  const numbers = sheetIndex ? [...new Set(images.map((image) => placeOf(sheetIndex, image).sheet))] : [];
  const sources = numbers.map((number) => `/m/${sheetIndex?.test.sheets[number]?.sha256 ?? ""}`);
  const sheets = useQueries({
    queries: sources.map((src) => ({
      queryKey: ["sheet", src],
      queryFn: () => loadPicture(src),
      enabled,
      staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
    })),
  });
  const parts = [datasets, index, ...sheets];
  return {
    tileOf: (image) => {
      const tile = sheetIndex ? sheetTileOf(sheetIndex, "test", image) : null;
      return tile && sheets[sources.indexOf(tile.src)]?.isSuccess ? tile : null;
    },
    unpublished: datasets.isSuccess && indexSha256 === null,
    failed: parts.some(({ isError }) => isError),
    retry: () => {
      for (const part of parts) if (part.isError) void part.refetch();
    },
  };
}
