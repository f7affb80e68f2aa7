import { ButtonLink } from "../../../_ui/button.tsx";
import { bytesParts, formatCount, formatDuration, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { RowLink, Table, Td, Th } from "../../../_ui/table.tsx";
import { Tag } from "../../../_ui/tag.tsx";
import { accuracyScale, IntervalMark } from "./interval-mark.tsx";
import type { LeaderboardRow } from "./row.ts";

const ENGINES: Record<string, string> = { tensorflow: "TensorFlow", wasm: "WebAssembly" };

const engineName = ({ kind, device }: LeaderboardRow["engine"]) =>
  `${ENGINES[kind] ?? kind}, ${device === "gpu" ? "GPU" : "CPU"}`;

type LeaderboardTableProps = {
  rows: readonly LeaderboardRow[] /** Ids of the models on the Pareto front. */;
  front: ReadonlySet<string>;
};

/** One row a model. On a phone a row is two lines: rank, name and score, then author and size. */
export function LeaderboardTable({ rows, front }: LeaderboardTableProps) {
  const scale = accuracyScale(rows);
  return (
    <Table caption="Models by test accuracy" className="max-tablet:[&_tr]:align-top">
      <thead>
        <tr>
          <Th className="w-9">#</Th>
          <Th>Model</Th>
          <Th className="max-tablet:hidden">Author</Th>
          <Th numeric>Test accuracy, %</Th>
          <Th className="max-wide:hidden">
            <span className="flex w-[150px] justify-between text-2xs font-normal" aria-hidden="true">
              <span>{formatPercent(scale.low, 0, "")}</span>
              <span>{formatPercent(scale.high, 0, "")}</span>
            </span>
            <span className="sr-only">Interval</span>
          </Th>
          <Th numeric className="max-tablet:hidden">
            Parameters
          </Th>
          <Th numeric className="max-desktop:hidden">
            Size
          </Th>
          <Th numeric className="max-desktop:hidden">
            Training
          </Th>
          <Th className="max-desktop:hidden">Engine</Th>
          <Th className="max-tablet:hidden">
            <span className="sr-only">Try it</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.modelId}>
            <Td className="faint">{row.rank ?? <span title="Not measured on the whole test set">–</span>}</Td>
            <th scope="row" className="whitespace-normal! wrap-anywhere">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <RowLink href={`/models/${row.modelId}`}>{row.name}</RowLink>
                {row.mine && <Tag>yours</Tag>}
                {front.has(row.modelId) && (
                  <span
                    className="inline-block rounded-1 border border-accent-line px-[5px] text-2xs leading-4 text-accent-text max-tablet:hidden"
                    title="No other model here is both smaller and more accurate"
                  >
                    front
                  </span>
                )}
              </span>
              <span className="caption block">
                <span className="tablet:hidden">
                  {row.author}, {formatCount(row.parameters)} parameters
                </span>
                {row.trainingSubset !== null && <Subset images={row.trainingSubset} />}
                {row.rank === null && ` measured on ${formatCount(row.testCount)} pictures`}
              </span>
            </th>
            <Td className="quiet max-tablet:hidden">{row.author}</Td>
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
              {bytesParts(row.bytes).map(({ value, unit }) => (
                <span key={unit}>
                  {value} <span className="unit">{unit}</span>
                </span>
              ))}
            </Td>
            <Td numeric className="max-desktop:hidden">
              {formatDuration(row.trainingSeconds)}
            </Td>
            <Td className="quiet whitespace-nowrap max-desktop:hidden">{engineName(row.engine)}</Td>
            <Td numeric className="max-tablet:hidden">
              <ButtonLink size="sm" href={`/classify?model=${row.modelId}`} aria-label={`Try ${row.name}`}>
                Try
              </ButtonLink>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const Subset = ({ images }: { images: number }) => (
  <span className="max-tablet:block">trained on {formatCount(images)} images</span>
);
