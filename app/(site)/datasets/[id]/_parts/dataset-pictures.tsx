"use client";
import { useMemo } from "react";
import type { SheetIndex } from "#domain/datasets/sheets";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Skeleton } from "../../../../_ui/skeleton.tsx";
import { useSheetIndex } from "../../_parts/use-sheet-index.ts";
import { readSplit } from "../../_view/dataset-view.ts";
import { splitFacts } from "../../_view/split-facts.ts";
import { ClassTable } from "./class-table.tsx";
import { PictureGrid } from "./picture-grid.tsx";
import { SplitPlate } from "./split-plate.tsx";
import { useDatasetView } from "./use-dataset-view.ts";

type DatasetPicturesProps = {
  indexSha256: string;
  classes: readonly string[];
  /** The sheet of mean images, once it is published. */
  meanSha256: string | null;
};

/** What needs the published index: the pictures themselves, the classes, and which of them a split holds out. */
export function DatasetPictures({ indexSha256, ...rest }: DatasetPicturesProps) {
  const index = useSheetIndex(indexSha256);
  if (index.isError) {
    return (
      <ErrorState title="The pictures did not arrive." onRetry={() => index.refetch()} retrying={index.isFetching}>
        {index.error.message}
      </ErrorState>
    );
  }
  if (!index.data) {
    return (
      <div aria-busy="true">
        <span className="sr-only">Loading</span>
        <Skeleton className="h-[420px] w-full" />
      </div>
    );
  }
  return <Pictures index={index.data} {...rest} />;
}

function Pictures({ index, classes, meanSha256 }: Omit<DatasetPicturesProps, "indexSha256"> & { index: SheetIndex }) {
  const [view, change] = useDatasetView(classes.length);
  const { share, seed } = view;
  const { facts, problems } = useMemo(() => {
    const { split, problems } = readSplit({ share, seed });
    return { facts: split && splitFacts(index.train.labels, classes.length, split), problems };
  }, [index, classes, share, seed]);
  return (
    <>
      <PictureGrid index={index} classes={classes} view={view} onChange={change} facts={facts} />
      <div className="columns-side">
        <ClassTable index={index} classes={classes} meanSha256={meanSha256} facts={facts} />
        <SplitPlate view={view} onChange={change} facts={facts} problems={problems} />
      </div>
    </>
  );
}
