"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTRPC } from "../../../_trpc/client.ts";
import { DownloadMenu } from "../../../_ui/chart/download-menu.tsx";
import { type ChartSettings, DEFAULT_SETTINGS } from "../../../_ui/chart/series.ts";
import { SeriesChart } from "../../../_ui/chart/series-chart.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatSignificant } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import { Segmented } from "../../../_ui/segmented.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { waitsSeries } from "../_view/waits-series.ts";

const REFRESH_MS = 60_000;
const SETTINGS: ChartSettings = { ...DEFAULT_SETTINGS, x: "wall" };
const PERIODS = [
  { value: "hour", label: "2 days by the hour" },
  { value: "day", label: "30 days by the day" },
] as const;

const format = (value: number) => formatSignificant(value, value < 10 ? 2 : 3);

/** How long everybody's runs have waited from launch to start. */
export function WaitsPlate() {
  const trpc = useTRPC();
  const [by, setBy] = useState<"hour" | "day">("hour");
  const waits = useQuery(
    trpc.trainers.waits.queryOptions({ by }, { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData }),
  );
  const { unit, series } = useMemo(() => waitsSeries(waits.data ?? []), [waits.data]);
  const title = "Waiting time";
  return (
    <Plate
      title={title}
      unit={unit}
      caption="from launch to start: half of the runs, and 9 of 10, waited less"
      tools={
        <>
          <Segmented label="Period" options={PERIODS} value={by} onChange={setBy} />
          <DownloadMenu
            fileName="waiting time"
            spec={{ title, unit, series, settings: SETTINGS, zoom: null, planned: undefined, format }}
          />
        </>
      }
    >
      {waits.data ? (
        <SeriesChart
          title={title}
          unit={unit}
          series={series}
          settings={SETTINGS}
          format={format}
          group="waits"
          height={220}
          empty="No run has started in this time."
        />
      ) : waits.isError ? (
        <ErrorState title="The waiting times did not arrive." onRetry={() => waits.refetch()}>
          {refusalText(waits.error)}
        </ErrorState>
      ) : (
        <Skeleton className="block h-[220px] w-full" />
      )}
    </Plate>
  );
}
