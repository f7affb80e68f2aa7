"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo, useMemo, useState } from "react";
import { type LayerRow, layerRows, layerTotals } from "#domain/experiments/layer-rows";
import { isTerminal } from "#domain/runs/states";
import { useTRPC } from "../../../../_trpc/client.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { useNearViewport } from "../../../../_ui/use-near-viewport.ts";
import { LayerTable } from "../../_parts/layer-table.tsx";
import type { RunDetail } from "../../_view/run-types.ts";
import { EpochScrubber } from "./epoch-scrubber.tsx";
import { LayerDetail } from "./layer-detail.tsx";
import { LayerStatisticsTable } from "./layer-statistics-table.tsx";
import { useRefetch } from "./use-refetch.ts";

type LayersPlateProps = Pick<RunDetail, "id" | "name" | "spec" | "state"> & {
  /** The latest epoch whose statistics have come while one looked; with another they are read again. */
  epoch: number;
};

/**
 * The layers of the network, with what became of their weights and outputs from epoch to epoch. Takes of the run only what it
 * shows, so that not every event draws it anew.
 */
export const LayersPlate = memo(function LayersPlate({ id, name, spec, state, epoch: news }: LayersPlateProps) {
  const trpc = useTRPC();
  const [box, near] = useNearViewport<HTMLDivElement>();
  const [asked, setAsked] = useState<number | null>(null);
  const [layer, setLayer] = useState<string | null>(null);
  const rows = useMemo(() => layerRows(spec.architecture, spec.dataset, "each"), [spec]);
  const begun = state !== "queued";
  const latest = useQuery(
    trpc.runs.layers.queryOptions({ id }, { enabled: near && begun, placeholderData: keepPreviousData }),
  );
  const at = useQuery(
    trpc.runs.layers.queryOptions(
      { id, epoch: asked ?? 1 },
      { enabled: near && asked !== null, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  useRefetch(latest.refetch, news, latest.isSuccess);

  const { epochs = [], epoch: last = null } = latest.data ?? {};
  const epoch = asked ?? last;
  const statistics = (asked === null ? latest.data : at.data)?.layers ?? [];
  const chosen = layer ?? firstTrained(rows);
  const looked = statistics.find((one) => one.name === chosen);
  const total = layerTotals(rows);
  const trained = total.trained === total.parameters ? "all" : formatCount(total.trained);
  return (
    <Plate
      id="layers"
      title="Layers"
      caption={`${formatCount(total.parameters)} parameters, ${trained} trained`}
      tools={
        epoch !== null && (
          <EpochScrubber epochs={epochs} epoch={epoch} onChange={(next) => setAsked(next === last ? null : next)} />
        )
      }
    >
      <div ref={box}>
        {(latest.isError || at.isError) && (
          <ErrorState
            title="The statistics of the layers did not arrive."
            onRetry={() => (latest.isError ? latest.refetch() : at.refetch())}
            retrying={latest.isFetching || at.isFetching}
          />
        )}
        {epoch === null ? (
          <>
            <LayerTable rows={rows} />
            {latest.isSuccess && (
              <p className="caption mt-3">
                {isTerminal(state)
                  ? "How weights and outputs are distributed was not recorded: the run is older than these statistics, or ended before its first epoch did."
                  : "How weights and outputs are distributed appears here when the first epoch ends."}
              </p>
            )}
          </>
        ) : (
          <div className="grid items-start gap-x-10 gap-y-6 desktop:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
            <LayerStatisticsTable rows={rows} statistics={statistics} chosen={chosen} onChoose={setLayer} />
            {looked && (
              <LayerDetail
                id={id}
                run={name}
                name={looked.name}
                statistics={looked}
                epoch={epoch}
                epochs={epochs.length}
              />
            )}
          </div>
        )}
      </div>
    </Plate>
  );
});

const firstTrained = (rows: readonly LayerRow[]) => rows.find(({ trained }) => trained > 0)?.name;
