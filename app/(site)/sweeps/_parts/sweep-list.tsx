"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { SWEEPS_PER_PAGE } from "#domain/limits";
import { useTRPC } from "../../../_trpc/client.ts";
import { ButtonLink, IconButton } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import { formatCount, formatPercent } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { Status } from "../../../_ui/status.tsx";
import { RowLink, Table, Td, Th } from "../../../_ui/table.tsx";
import { LiveNote } from "../../_parts/live-note.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { sweepInWords, sweepMark } from "../_view/sweep-standing.ts";
import type { SweepSummary } from "../_view/sweep-types.ts";
import { useSweepDeletion } from "./use-sweep-deletion.ts";

const REFRESH_MS = 2_000;

const isActive = ({ counts }: SweepSummary) => counts.queued + counts.running > 0;

/** All sweeps of the viewer, the latest first. */
export function SweepList({ page }: { page: number }) {
  const trpc = useTRPC();
  const list = useQuery(
    trpc.sweeps.list.queryOptions(
      { page },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state: { data } }) => (data?.rows.some(isActive) ? REFRESH_MS : false),
      },
    ),
  );
  const { data } = list;
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / SWEEPS_PER_PAGE));
  return (
    <>
      <PageHead
        title="Sweeps"
        facts={data && data.total > 0 && `${formatCount(data.total)} ${data.total === 1 ? "sweep" : "sweeps"}`}
        actions={
          data?.total !== 0 && (
            <ButtonLink href="/sweeps/new" variant="go" icon="plus">
              New sweep
            </ButtonLink>
          )
        }
      />
      <LiveNote query={list} />
      {!data && list.isError && (
        <ErrorState title="The sweeps did not arrive." onRetry={() => list.refetch()} retrying={list.isFetching}>
          {refusalText(list.error)}
        </ErrorState>
      )}
      {!data && !list.isError && <SkeletonRows rows={6} height={44} />}
      {data?.total === 0 && (
        <EmptyState
          icon="sliders"
          title="No sweep yet"
          actions={
            <ButtonLink href="/sweeps/new" variant="go" icon="plus">
              New sweep
            </ButtonLink>
          }
        >
          A sweep trains one specification with several values of what you choose, and shows which of them lead where.
        </EmptyState>
      )}
      {data && data.rows.length > 0 && <Rows rows={data.rows} />}
      {data && data.total > 0 && data.rows.length === 0 && (
        <EmptyState
          icon="search"
          title="There are not so many"
          actions={<ButtonLink href="/sweeps">First page</ButtonLink>}
        />
      )}
      {pages > 1 && (
        <nav aria-label="Pages" className="mt-3 flex items-center justify-end gap-2">
          {page > 1 && (
            <ButtonLink size="sm" href={`/sweeps?page=${page - 1}`}>
              Previous
            </ButtonLink>
          )}
          <span className="caption">
            {page} of {pages}
          </span>
          {page < pages && (
            <ButtonLink size="sm" href={`/sweeps?page=${page + 1}`}>
              Next
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

function Rows({ rows }: { rows: readonly SweepSummary[] }) {
  const { remove } = useSweepDeletion();
  return (
    <Table caption="Sweeps">
      <thead>
        <tr>
          <Th>State</Th>
          <Th>Name</Th>
          <Th numeric className="max-tablet:hidden">
            Runs ended
          </Th>
          <Th numeric>Best val., %</Th>
          <Th numeric className="max-tablet:hidden">
            Launched
          </Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((sweep) => {
          const over = !isActive(sweep);
          const ended = sweep.runs - sweep.counts.queued - sweep.counts.running;
          return (
            <tr key={sweep.id}>
              <Td>
                <Status state={sweepMark(sweep.state, over)} progress={ended / Math.max(sweep.runs, 1)}>
                  {sweepInWords(sweep.state, over)}
                </Status>
              </Td>
              <Td>
                <RowLink href={`/sweeps/${sweep.id}`}>{sweep.name}</RowLink>
                <span className="caption block tablet:hidden">
                  {ended} of {sweep.runs} runs ended
                </span>
              </Td>
              <Td numeric className="max-tablet:hidden">
                {ended} <span className="unit">of {sweep.runs}</span>
              </Td>
              <Td numeric className="font-medium">
                {formatPercent(sweep.bestValidationAccuracy, 2, "")}
              </Td>
              <Td numeric className="faint max-tablet:hidden">
                <RelativeTime at={sweep.createdAt} />
              </Td>
              <Td className="w-10">
                {over && (
                  <Menu
                    trigger={<IconButton icon="dots" label={`Actions for ${sweep.name}`} className="-my-1.5" />}
                    entries={[{ label: "Delete", icon: "trash", danger: true, onSelect: () => remove(sweep) }]}
                  />
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
