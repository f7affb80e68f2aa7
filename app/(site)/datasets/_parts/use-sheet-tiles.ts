"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import type { DatasetId } from "#domain/datasets/catalogue";
import { placeOf } from "../../../_inference/sheet-index.ts";
import { useTRPC } from "../../../_trpc/client.ts";
import type { Tile } from "../../../_ui/sheet-tile.tsx";
import { sheetTileOf } from "../_view/sheet-tile-of.ts";
import { useSheetIndex } from "./use-sheet-index.ts";

/** Fetches and decodes a picture, so that what shows parts of it does so at once. */
async function loadPicture(src: string): Promise<string> {
  const picture = new Image();
  picture.src = src;
  await picture.decode();
  return src;
}

export type SheetTiles = {
  /** Null while the picture is on its way. */
  tileOf: (image: number) => Tile | null;
  /** There are no published pictures to show. */
  unpublished: boolean;
  failed: boolean;
  retry: () => void;
};

/** The pictures with these numbers in a part; only the sheets that they lie on are fetched, and only once `enabled`. */
export function useSheetTiles(
  dataset: DatasetId,
  part: "train" | "test",
  images: readonly number[],
  enabled: boolean,
): SheetTiles {
  const trpc = useTRPC();
  const datasets = useQuery({ ...trpc.datasets.list.queryOptions(), enabled });
  const indexSha256 = datasets.data?.find(({ id }) => id === dataset)?.indexSha256 ?? null;
  const index = useSheetIndex(enabled ? indexSha256 : null);
  const sheetIndex = index.data;
  const numbers = sheetIndex ? [...new Set(images.map((image) => placeOf(sheetIndex, image).sheet))] : [];
  const sources = numbers.map((number) => `/m/${sheetIndex?.[part].sheets[number]?.sha256 ?? ""}`);
  const sheets = useQueries({
    queries: sources.map((src) => ({
      queryKey: ["sheet", src],
      queryFn: () => loadPicture(src),
      enabled,
      networkMode: "always" as const, // the browser may have it without a connection
      staleTime: Number.POSITIVE_INFINITY, // named by its hash: it never changes
    })),
  });
  const fetched = [datasets, index, ...sheets];
  return {
    tileOf: (image) => {
      const tile = sheetIndex ? sheetTileOf(sheetIndex, part, image) : null;
      return tile && sheets[sources.indexOf(tile.src)]?.isSuccess ? tile : null;
    },
    unpublished: datasets.isSuccess && indexSha256 === null,
    // What waits for a connection has not arrived either.
    failed: fetched.some(({ isError, fetchStatus }) => isError || fetchStatus === "paused"),
    retry: () => {
      for (const one of fetched) if (one.isError) void one.refetch();
    },
  };
}
