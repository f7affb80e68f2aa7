"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DATASETS } from "#domain/datasets/catalogue";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { copyText } from "../../_parts/copy-text.ts";
import { boardInput, DEFAULT_BOARD, isFiltered } from "../_view/board-view.ts";
import { BoardCsv } from "./board-csv.tsx";
import { BoardFilters } from "./board-filters.tsx";
import { BoardPages } from "./board-pages.tsx";
import { BoardScatter } from "./board-scatter.tsx";
import { FirstModel } from "./first-model.tsx";
import { LeaderboardTable } from "./leaderboard-table.tsx";
import { useBoardView } from "./use-board-view.ts";

/** Without filters, in the order that a plain address has; which data set is chosen stays. */
const { dataset: _, ...ALL_MODELS } = DEFAULT_BOARD;

/** Published models by test accuracy, with those that no other beats in accuracy and a cost drawn on top. */
export function Leaderboard({ signedIn }: { signedIn: boolean }) {
  const trpc = useTRPC();
  const [view, setView] = useBoardView();
  const board = useQuery(trpc.models.leaderboard.queryOptions(boardInput(view), { placeholderData: keepPreviousData }));
  const published = board.data?.published ?? 0;
  const { title, test } = DATASETS[view.dataset];
  return (
    <>
      <PageHead
        title="Leaderboard"
        facts={
          <span>
            {published > 0 ? `${formatCount(published)} ${published === 1 ? "model" : "models"}` : "Models"} trained and
            measured here on the {formatCount(test.count)} test pictures of {title}
          </span>
        }
        actions={
          published > 0 && (
            <>
              <Button icon="share" onClick={() => copyText(window.location.href, "The address of this view is copied")}>
                Share
              </Button>
              <BoardCsv view={view} />
            </>
          )
        }
      />
      {board.isPending ? (
        <SkeletonRows rows={10} height={41} />
      ) : board.isError ? (
        <ErrorState title="The leaderboard did not arrive." onRetry={() => board.refetch()} retrying={board.isFetching}>
          {board.error.message}
        </ErrorState>
      ) : published === 0 ? (
        <FirstModel signedIn={signedIn} />
      ) : (
        <>
          <BoardFilters view={view} sizes={board.data.sizes} onChange={setView} />
          {board.data.total === 0 ? (
            <EmptyState
              icon="filter"
              title="No model fits these filters"
              actions={<Button onClick={() => setView(ALL_MODELS)}>Show all models</Button>}
            >
              {formatCount(published)} {published === 1 ? "is" : "are"} published on {title}.
            </EmptyState>
          ) : (
            <>
              <BoardScatter view={view} onChange={setView} />
              <Plate title="Ranking" caption="equal scores: the earlier model ranks higher">
                {board.data.rows.length > 0 ? (
                  <LeaderboardTable
                    rows={board.data.rows}
                    view={view}
                    onChange={setView}
                    filtered={isFiltered(view)}
                    dimmed={board.isPlaceholderData}
                  />
                ) : (
                  <p className="sub">There are not that many models.</p>
                )}
                <BoardPages view={view} total={board.data.total} onChange={setView} />
                <p className="caption mt-2.5 max-w-[80ch]">
                  ± is the 95 % interval of a score on that many pictures: two models whose intervals overlap are not
                  told apart by this test. Models without a rank were not measured on the whole test set. Reproduce
                  opens the launch form with the same specification: the same seed and engine give the same weights.
                </p>
              </Plate>
            </>
          )}
        </>
      )}
    </>
  );
}
