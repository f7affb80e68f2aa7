"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DATASETS } from "#domain/datasets/catalogue";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { showToast } from "../../../_ui/toast.tsx";
import { AccuracyScatter } from "./accuracy-scatter.tsx";
import { FirstModel } from "./first-model.tsx";
import { LeaderboardTable } from "./leaderboard-table.tsx";
import { PAGE_SIZE, rowsOn } from "./paging.ts";
import { paretoFront } from "./pareto-front.ts";

const testPictures = formatCount(DATASETS.cifar10.test.count);

/** All published models by test accuracy, with those that no other beats in size and accuracy drawn on top. */
export function Leaderboard({ page, signedIn }: { page: number; signedIn: boolean }) {
  const trpc = useTRPC();
  const board = useQuery(
    trpc.models.leaderboard.queryOptions({ page, pageSize: PAGE_SIZE }, { placeholderData: keepPreviousData }),
  );
  const ranked = board.data?.rows.filter(({ rank }) => rank !== null) ?? [];
  const front = paretoFront(ranked);
  const total = board.data?.total ?? 0;
  return (
    <>
      <PageHead
        title="Leaderboard"
        facts={
          <span>
            {total > 0 ? `${formatCount(total)} ${total === 1 ? "model" : "models"}` : "Models"} trained and measured
            here on the {testPictures} test pictures of {DATASETS.cifar10.title}
          </span>
        }
        actions={
          total > 0 && (
            <Button icon="share" onClick={share}>
              Share
            </Button>
          )
        }
      />
      {board.isPending ? (
        <SkeletonRows rows={10} height={41} />
      ) : board.isError ? (
        <ErrorState title="The leaderboard did not arrive." onRetry={() => board.refetch()} retrying={board.isFetching}>
          {board.error.message}
        </ErrorState>
      ) : total === 0 ? (
        <FirstModel signedIn={signedIn} />
      ) : (
        <>
          {page === 1 && ranked.length >= 3 && <AccuracyScatter rows={ranked} front={front} />}
          <Plate title="Ranking" caption="equal scores: the earlier model ranks higher">
            {board.data.rows.length > 0 ? (
              <LeaderboardTable rows={board.data.rows} front={new Set(front.map(({ modelId }) => modelId))} />
            ) : (
              <p className="sub">There are not that many models.</p>
            )}
            <Pages page={page} total={total} />
            <p className="caption mt-2.5 max-w-[80ch]">
              ± is the 95 % interval of a score on that many pictures: two models whose intervals overlap are not told
              apart by this test. Models without a rank were not measured on the whole test set.
            </p>
          </Plate>
        </>
      )}
    </>
  );
}

function Pages({ page, total }: { page: number; total: number }) {
  if (total <= PAGE_SIZE && page === 1) return null;
  const { first, last } = rowsOn(page, total);
  return (
    <nav className="mt-3 flex items-center justify-end gap-2 text-sm text-ink-2" aria-label="Pages">
      {first <= last && (
        <span className="mr-2">
          {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
        </span>
      )}
      {page > 1 && (
        <ButtonLink size="sm" href={`/leaderboard?page=${page - 1}`}>
          Better ones
        </ButtonLink>
      )}
      {last < total && (
        <ButtonLink size="sm" href={`/leaderboard?page=${page + 1}`}>
          Next {PAGE_SIZE}
        </ButtonLink>
      )}
    </nav>
  );
}

async function share() {
  try {
    await navigator.clipboard.writeText(window.location.href);
    showToast("The address of the leaderboard is copied");
  } catch {
    showToast(`Copy the address by hand: ${window.location.href}`, { tone: "bad" });
  }
}
