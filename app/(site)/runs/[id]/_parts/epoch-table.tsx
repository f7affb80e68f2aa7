import { memo } from "react";
import { formatCount, formatDuration, formatLoss, formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { bestEpoch } from "../../_view/best-epoch.ts";
import type { EpochPoint } from "../../_view/run-feed.ts";

type EpochTableProps = {
  epochs: readonly EpochPoint[];
  planned: number;
  /** There will be no more of them. */
  ended: boolean;
};

/** The curves as numbers, one row per epoch. Between two epochs nothing of it changes, however many events come. */
export const EpochTable = memo(function EpochTable({ epochs, planned, ended }: EpochTableProps) {
  const best = bestEpoch(epochs)?.epoch;
  return (
    <Plate title="Epochs" caption={`${epochs.length} of ${planned}`}>
      {epochs.length === 0 ? (
        <p className="sub">{ended ? "No epoch was completed." : "The first row appears when the first epoch ends."}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        <section tabIndex={0} aria-label="All epochs" className="-mx-3 max-h-[440px] overflow-y-auto px-3">
          <Table caption="Epochs" dense>
            <thead>
              <tr>
                <Th>Epoch</Th>
                <Th numeric>
                  Validation<span className="max-tablet:hidden">, %</span>
                </Th>
                <Th numeric>
                  <span className="max-tablet:hidden">Validation </span>loss
                </Th>
                <Th numeric>
                  Train<span className="max-tablet:hidden">, %</span>
                </Th>
                <Th numeric>
                  <span className="max-tablet:hidden">Train </span>loss
                </Th>
                <Th numeric className="max-tablet:hidden">
                  Time
                </Th>
                <Th numeric className="max-tablet:hidden">
                  Images / s
                </Th>
              </tr>
            </thead>
            <tbody>
              {epochs.map((row) => (
                <tr key={row.epoch}>
                  <Td>{row.epoch}</Td>
                  <Td numeric>
                    <span className={row.epoch === best ? "best" : undefined}>
                      {formatPercent(row.validationAccuracy, 2, "")}
                    </span>
                  </Td>
                  <Td numeric>{formatLoss(row.validationLoss)}</Td>
                  <Td numeric className="quiet">
                    {formatPercent(row.trainAccuracy, 2, "")}
                  </Td>
                  <Td numeric className="quiet">
                    {formatLoss(row.trainLoss)}
                  </Td>
                  <Td numeric className="quiet max-tablet:hidden">
                    {formatDuration(row.seconds)}
                  </Td>
                  <Td numeric className="quiet max-tablet:hidden">
                    {formatCount(row.imagesPerSecond)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      )}
    </Plate>
  );
});
