"use client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { COMPARED_RUNS, RUNS_AT_ONCE } from "#domain/limits";
import { isTerminal, RUN_STATES } from "#domain/runs/states";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import type { Command } from "../../../_ui/frame/commands.ts";
import { usePageCommands } from "../../../_ui/frame/page-commands.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { showToast } from "../../../_ui/toast.tsx";
import { useRowKeys } from "../../../_ui/use-row-keys.ts";
import { copyLink } from "../../_parts/copy-link.ts";
import { LiveNote } from "../../_parts/live-note.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import type { RunListRow } from "../../runs/_view/run-types.ts";
import { isFiltered, listInput, PAGE_SIZE, selectionOf, unfiltered } from "../_view/list-view.ts";
import { FirstRun } from "./first-run.tsx";
import { exportHref, ListToolbar } from "./list-toolbar.tsx";
import { Pager } from "./pager.tsx";
import { RunTable } from "./run-table.tsx";
import { compareHref, SelectionBar } from "./selection-bar.tsx";
import { TrainerFacts } from "./trainer-facts.tsx";
import { useListView } from "./use-list-view.ts";
import { useSelection } from "./use-selection.ts";

/** Queued and running rows change by themselves; a list without any is left alone. */
const REFRESH_MS = 2_000;
const NO_ROWS: readonly RunListRow[] = [];

/** All runs of the viewer: a table that filters, sorts and pages on the server, and stays current. */
export function RunList() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [view, setView] = useListView();
  const [choosing, setChoosing] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const list = useQuery(
    trpc.runs.list.queryOptions(listInput(view), {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) =>
        data?.rows.some(({ state }) => !isTerminal(state)) ? REFRESH_MS : false,
    }),
  );
  const rows = list.data?.rows ?? NO_ROWS;
  const counts = list.data?.counts;
  const total = list.data?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const all = counts && RUN_STATES.reduce((sum, state) => sum + counts[state], 0);
  const empty = all === 0 && !isFiltered(view);

  const chosen = useSelection(rows);
  const { selection } = chosen;
  useRowKeys(body, { onToggle: chosen.toggle, onClear: chosen.clear });

  const chooseAll = () =>
    queries.fetchQuery(trpc.runs.select.queryOptions(selectionOf(view))).then((runs) => chosen.add(runs), toastRefusal);

  const href = compareHref(selection);
  const commands = useMemo<Command[]>(
    () => [
      {
        group: "This page",
        label: "Compare the chosen runs",
        icon: "sliders",
        keys: ["c"],
        onSelect: () =>
          href
            ? router.push(href)
            : showToast(`Choose ${COMPARED_RUNS.min} to ${COMPARED_RUNS.max} runs to compare them.`, { tone: "bad" }),
      },
      { group: "This page", label: "Choose columns", icon: "table", onSelect: () => setChoosing(true) },
      { group: "This page", label: "Copy link to this view", icon: "link", onSelect: () => copyLink() },
      {
        group: "This page",
        label: "Export this view as CSV",
        icon: "download",
        onSelect: () => window.location.assign(exportHref(view)),
      },
    ],
    [href, router, view],
  );
  usePageCommands(commands);

  // The last rows of the last page may be deleted from under it.
  useEffect(() => {
    if (list.data && !list.isPlaceholderData && view.page > pages)
      setView((before) => ({ ...before, page: pages }), "replace");
  });

  return (
    <div className="page-wide">
      <PageHead
        title="Experiments"
        facts={
          counts &&
          !empty && (
            <>
              <span>
                {formatCount(all)} {all === 1 ? "run" : "runs"}
              </span>
              {counts.running > 0 && <span>{formatCount(counts.running)} running</span>}
              {counts.queued > 0 && <span>{formatCount(counts.queued)} queued</span>}
              <TrainerFacts />
            </>
          )
        }
        actions={
          !empty && (
            <>
              <ButtonLink href="/sweeps" icon="sliders">
                Sweeps
              </ButtonLink>
              <ButtonLink href="/experiments/new" variant="go" icon="plus">
                New run
              </ButtonLink>
            </>
          )
        }
      />
      <LiveNote query={list} />
      <h2 className="sr-only">Runs</h2>
      {empty ? (
        <FirstRun />
      ) : (
        <>
          <ListToolbar view={view} setView={setView} counts={counts} choosing={choosing} setChoosing={setChoosing} />
          {rows.length > 0 ? (
            <>
              <RunTable
                rows={rows}
                view={view}
                setView={setView}
                selection={selection}
                onToggle={chosen.toggle}
                onAll={(runs, wanted) => (wanted ? chosen.add(runs) : chosen.remove(runs))}
                dimmed={list.isPlaceholderData}
                body={body}
              />
              <Pager
                view={view}
                shown={rows.length}
                total={total}
                onPage={(page) => setView((before) => ({ ...before, page }))}
              />
              {total > rows.length && rows.every(({ id }) => selection.has(id)) && selection.size < total && (
                <p className="caption mt-2">
                  All {rows.length} on this page are chosen.{" "}
                  <button type="button" className="text-link" onClick={chooseAll}>
                    {total > RUNS_AT_ONCE ? `Choose the first ${RUNS_AT_ONCE}` : `Choose all ${formatCount(total)}`}
                  </button>
                </p>
              )}
            </>
          ) : list.isError ? (
            <ErrorState title="The runs did not arrive." onRetry={() => list.refetch()} retrying={list.isFetching}>
              {refusalText(list.error)}
            </ErrorState>
          ) : list.data && view.page <= pages ? (
            <EmptyState
              icon="search"
              title="No run fits"
              actions={<Button onClick={() => setView(unfiltered)}>Show all runs</Button>}
            >
              {view.search
                ? `None that fits has “${view.search}” in its name, network, tags or note.`
                : "None is in this state and fits all filters."}
            </EmptyState>
          ) : (
            <SkeletonRows rows={8} height={44} />
          )}
          <SelectionBar selection={selection} onClear={chosen.clear} onDeselect={chosen.remove} />
        </>
      )}
    </div>
  );
}
