import { ButtonLink } from "../../_ui/button.tsx";
import { formatCount, formatInterval, formatPercent } from "../../_ui/numbers.ts";
import { RowLink, Table, Td, Th } from "../../_ui/table.tsx";
import type { LeaderboardRow } from "../leaderboard/_view/row.ts";

/** The first rows of the leaderboard, in short. */
export function TopModels({ rows }: { rows: readonly LeaderboardRow[] }) {
  return (
    <Table caption="The best models">
      <thead>
        <tr>
          <Th className="w-9">#</Th>
          <Th>Model</Th>
          <Th className="max-tablet:hidden">Author</Th>
          <Th numeric>Test accuracy, %</Th>
          <Th numeric className="max-tablet:hidden">
            Parameters
          </Th>
          <Th className="max-tablet:hidden">
            <span className="sr-only">Try it</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ modelId, rank, name, author, testAccuracy, interval, parameters }) => (
          <tr key={modelId}>
            <Td className="faint">{rank ?? "–"}</Td>
            <th scope="row" className="whitespace-normal! wrap-anywhere">
              <RowLink href={`/models/${modelId}`}>{name}</RowLink>
            </th>
            <Td className="quiet max-tablet:hidden">{author}</Td>
            <Td numeric>
              <b className={rank === 1 ? "best" : undefined}>{formatPercent(testAccuracy, 2, "")}</b>{" "}
              <span className="unit">{formatInterval(interval)}</span>
            </Td>
            <Td numeric className="max-tablet:hidden">
              {formatCount(parameters)}
            </Td>
            <Td numeric className="max-tablet:hidden">
              <ButtonLink size="sm" href={`/classify?model=${modelId}`} aria-label={`Try ${name}`}>
                Try
              </ButtonLink>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
