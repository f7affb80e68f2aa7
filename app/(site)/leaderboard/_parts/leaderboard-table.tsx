"use client";
import { useRef } from "react";
import type { BoardOrder } from "#domain/models/leaderboard-view";
import { ButtonLink } from "../../../_ui/button.tsx";
import { Link } from "../../../_ui/link.tsx";
import { bytesParts, formatCount, formatDuration, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { RowLink, SortTh, Table, Td, Th } from "../../../_ui/table.tsx";
import { Tag } from "../../../_ui/tag.tsx";
import { useRowKeys } from "../../../_ui/use-row-keys.ts";
import { type BoardView, boardPath } from "../_view/board-view.ts";
import { COST_AXES } from "../_view/cost-axis.ts";
import { hardwareName } from "../_view/hardware-name.ts";
import type { LeaderboardRow } from "../_view/row.ts";
import { accuracyScale, IntervalMark } from "./interval-mark.tsx";
import { useBoardPoints } from "./use-board-points.ts";
import type { SetBoardView } from "./use-board-view.ts";

type LeaderboardTableProps = {
  rows: readonly LeaderboardRow[];
  view: BoardView;
  onChange: SetBoardView;
  /** Something is left out, so places differ from ranks. */
  filtered: boolean;
  /** The rows of another view are on their way. */
  dimmed: boolean;
};

/** One row a model. On a phone a row is two lines: rank, name and score, then author and size. */
export function LeaderboardTable({ rows, view, onChange, filtered, dimmed }: LeaderboardTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const scale = accuracyScale(rows);
  const points = useBoardPoints(view);
  const front = new Set(points.data?.filter(({ onFront }) => onFront).map(({ modelId }) => modelId));
  const sort = (order: BoardOrder) => ({
    order: view.order === order ? (order === "accuracy" ? ("desc" as const) : ("asc" as const)) : undefined,
    onSort: () => onChange({ order, page: 1 }),
  });
  return (
    <Table caption="Models by test accuracy" aria-busy={dimmed} className="max-tablet:[&_tr]:align-top">
      <thead>
        <tr>
          <Th className="w-9" title="Rank among all published models">
            #
          </Th>
          {filtered && (
            <Th className="w-9 max-tablet:hidden" title="Place among those that the filters leave">
              here
            </Th>
          )}
          <Th>Model</Th>
          <Th className="max-tablet:hidden">Author</Th>
          <SortTh numeric {...sort("accuracy")}>
            Test accuracy, %
          </SortTh>
          <Th className="max-wide:hidden">
            <span className="flex w-[150px] justify-between text-2xs font-normal" aria-hidden="true">
              <span>{formatPercent(scale.low, 0, "")}</span>
              <span>{formatPercent(scale.high, 0, "")}</span>
            </span>
            <span className="sr-only">Interval</span>
          </Th>
          <SortTh numeric className="max-tablet:hidden" {...sort("parameters")}>
            Parameters
          </SortTh>
          <SortTh numeric className="max-desktop:hidden" {...sort("bytes")}>
            Size
          </SortTh>
          <SortTh numeric className="max-desktop:hidden" {...sort("trainingSeconds")}>
            Training
          </SortTh>
          <Th className="max-desktop:hidden">Hardware</Th>
          <Th className="max-tablet:hidden">
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.modelId}>
            <Td className="faint">{row.rank ?? <span title="Not measured on the whole test set">–</span>}</Td>
            {filtered && <Td className="faint max-tablet:hidden">{row.place}</Td>}
            <th scope="row" className="whitespace-normal! wrap-anywhere">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <RowLink href={`/models/${row.modelId}`}>{row.name}</RowLink>
                {row.mine && <Tag>yours</Tag>}
                {front.has(row.modelId) && (
                  <span
                    className="inline-block rounded-1 border border-accent-line px-[5px] text-2xs leading-4 text-accent-text max-tablet:hidden"
                    title={`No other model here is both ${COST_AXES[view.cost].less} and more accurate`}
                  >
                    front
                  </span>
                )}
              </span>
              <span className="caption block">
                <span className="tablet:hidden">{`${row.author}, ${formatCount(row.parameters)} parameters`}</span>
                {row.trainingSubset !== null && <Subset images={row.trainingSubset} />}
                {row.rank === null && ` measured on ${formatCount(row.testCount)} pictures`}
              </span>
            </th>
            <Td className="quiet max-tablet:hidden">
              <Link
                className="hover:underline"
                href={boardPath({ ...view, author: row.author, page: 1 })}
                title={`Only models of ${row.author}`}
              >
                {row.author}
              </Link>
            </Td>
            <Td numeric>
              <b className={row.rank === 1 ? "best" : undefined}>{formatPercent(row.testAccuracy, 2, "")}</b>{" "}
              <span className="unit max-tablet:block">{formatInterval(row.interval)}</span>
            </Td>
            <Td className="max-wide:hidden">
              <IntervalMark row={row} scale={scale} best={front.has(row.modelId)} />
            </Td>
            <Td numeric className="max-tablet:hidden">
              {formatCount(row.parameters)}
            </Td>
            <Td numeric className="max-desktop:hidden">
              <Bytes count={row.bytes} />
            </Td>
            <Td numeric className="max-desktop:hidden">
              {formatDuration(row.trainingSeconds)}
            </Td>
            <Td className="quiet whitespace-nowrap max-desktop:hidden">{hardwareName(row.engine)}</Td>
            <Td numeric className="max-tablet:hidden">
              <span className="inline-flex gap-1.5">
                <ButtonLink
                  size="sm"
                  href={`/experiments/new?model=${row.modelId}`}
                  aria-label={`Reproduce ${row.name}`}
                >
                  Reproduce
                </ButtonLink>
                <ButtonLink size="sm" href={`/classify?model=${row.modelId}`} aria-label={`Try ${row.name}`}>
                  Try
                </ButtonLink>
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Bytes({ count }: { count: number }) {
  const [{ value, unit }] = bytesParts(count);
  return (
    <>
      {`${value} `}
      <span className="unit">{unit}</span>
    </>
  );
}

const Subset = ({ images }: { images: number }) => (
  <span className="max-tablet:block">trained on {formatCount(images)} images</span>
);
