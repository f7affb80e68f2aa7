"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { COMPARED_RUNS, SEARCH_LENGTH } from "#domain/limits";
import { useTRPC } from "../../../_trpc/client.ts";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Input } from "../../../_ui/input.tsx";
import { formatPercent } from "../../../_ui/numbers.ts";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { StatusMark } from "../../../_ui/status.tsx";
import { useDebounced } from "../../experiments/new/_parts/use-debounced.ts";
import { type CompareView, withoutRuns, withRun } from "../_view/compare-view.ts";
import type { ChangeView } from "./use-compare-view.ts";

type RunSearchProps = { view: CompareView; onChange: ChangeView };

const SHOWN = 25;
/** Whoever types on is not looking for what stands there yet. */
const PAUSE_MS = 250;

/** One's runs by name, the latest first; those in the comparison are checked. */
export function RunSearch({ view, onChange }: RunSearchProps) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const search = useDebounced(text.trim(), PAUSE_MS);
  const list = useQuery(
    trpc.runs.list.queryOptions({ ...(search && { search }), pageSize: SHOWN }, { placeholderData: keepPreviousData }),
  );
  const chosen = new Set(view.runs.map(({ id }) => id));
  const isFull = chosen.size >= COMPARED_RUNS.max;
  return (
    <>
      <Input
        icon="search"
        type="search"
        aria-label="Search runs by name"
        placeholder="Name of a run"
        maxLength={SEARCH_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {list.isError && (
        <ErrorState title="The runs could not be loaded." onRetry={() => list.refetch()} retrying={list.isRefetching} />
      )}
      {list.isPending && <SkeletonRows rows={6} />}
      {list.data && (
        <>
          <ul className="run-search" aria-label="Runs">
            {list.data.rows.map((run) => (
              <li key={run.id}>
                <Checkbox
                  checked={chosen.has(run.id)}
                  disabled={isFull && !chosen.has(run.id)}
                  onChange={() =>
                    onChange((now) => (chosen.has(run.id) ? withoutRuns(now, [run.id]) : withRun(now, run.id)))
                  }
                  label={
                    <>
                      <span className="run-search-name">{run.name}</span>
                      <span className="caption">
                        <StatusMark state={run.state} /> {run.state}, {run.preset ?? "own network"}, seed {run.seed},{" "}
                        <RelativeTime at={run.startedAt ?? run.queuedAt} />
                      </span>
                    </>
                  }
                />
                <span>{formatPercent(run.testAccuracy ?? run.bestValidationAccuracy)}</span>
              </li>
            ))}
          </ul>
          <p className="caption" role="status">
            {list.data.rows.length === 0
              ? search
                ? `None of your runs has “${search}” in its name.`
                : "You have no runs yet."
              : list.data.total > list.data.rows.length
                ? `The latest ${list.data.rows.length} of ${list.data.total}; search for others.`
                : `${chosen.size} chosen.`}
          </p>
        </>
      )}
    </>
  );
}
