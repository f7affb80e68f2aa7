"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { type DatasetView, datasetQuery, parseDatasetView } from "../../_view/dataset-view.ts";

/** The view in the address, and a way to change it that needs no round trip to the server. */
export function useDatasetView(classes: number): [DatasetView, (change: Partial<DatasetView>) => void] {
  const pathname = usePathname();
  const view = parseDatasetView(new URLSearchParams(useSearchParams()), classes);
  const change = (change: Partial<DatasetView>) =>
    window.history.replaceState(null, "", `${pathname}${datasetQuery({ ...view, ...change })}`);
  return [view, change];
}
