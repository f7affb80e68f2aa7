import { type LayerRow, layerTotals } from "#domain/experiments/layer-rows";
import type { Distribution, LayerStatistics } from "#domain/runs/layer-statistics";
import { Icon } from "../../../../_ui/icon.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { LayerTitle } from "../../_parts/layer-title.tsx";
import { rowCaption } from "../../_view/layer-caption.ts";
import { layerHints, weightsBySize, zeroShare } from "../_view/layer-hints.ts";
import { histogramPath } from "../_view/ridge.ts";

type LayerStatisticsTableProps = {
  rows: readonly LayerRow[];
  /** Of one epoch. */
  statistics: readonly LayerStatistics[];
  /** Name of the layer that is looked into. */
  chosen: string | undefined;
  onChoose: (layer: string) => void;
};

const SIZE = { width: 72, height: 20 };

/**
 * Each layer of a network with how its weights and its outputs are distributed; one of them is looked into. Layers that no
 * training changes are not looked at: their answers are computed once.
 */
export function LayerStatisticsTable({ rows, statistics, chosen, onChoose }: LayerStatisticsTableProps) {
  const total = layerTotals(rows);
  return (
    <Table caption="Layers" dense className="layer-statistics">
      <thead>
        <tr>
          <Th>Layer</Th>
          <Th numeric className="max-tablet:hidden">
            Output
          </Th>
          <Th numeric>Parameters</Th>
          <Th className="max-tablet:hidden">Weights</Th>
          <Th>Outputs</Th>
          <Th numeric>Zeros, %</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { name, type, output, parameters } = row;
          const found = statistics.find((one) => one.name === name);
          const kernel = found?.weights[weightsBySize(found)[0] ?? ""];
          const hints = found ? layerHints(found) : [];
          return (
            <tr key={name} aria-selected={name === chosen}>
              <Td className="tablet:whitespace-nowrap">
                {found ? (
                  <>
                    <button
                      type="button"
                      className="row-link text-left"
                      aria-pressed={name === chosen}
                      onClick={() => onChoose(name)}
                    >
                      {type}
                    </button>{" "}
                    <span className="ml-1 text-xs text-ink-3 max-tablet:ml-0 max-tablet:block">{rowCaption(row)}</span>
                  </>
                ) : (
                  <LayerTitle row={row} />
                )}
                {hints.length > 0 && (
                  <Icon name="alert" size="s" className="ml-1.5 inline-block text-warn" label={hints[0]?.text ?? ""} />
                )}
              </Td>
              <Td numeric className="quiet max-tablet:hidden">
                {output.map(formatCount).join(" × ")}
              </Td>
              <Td numeric className={parameters === 0 ? "faint" : undefined}>
                {formatCount(parameters)}
              </Td>
              <Td className="max-tablet:hidden">{kernel && <Histogram of={kernel} />}</Td>
              {found ? (
                <>
                  <Td>
                    <Histogram of={found.activations} />
                  </Td>
                  <Td numeric className={hints.length > 0 ? "text-warn" : "quiet"}>
                    {formatPercent(zeroShare(found.activations), 1, "")}
                  </Td>
                </>
              ) : (
                <Td
                  colSpan={2}
                  className="faint whitespace-nowrap text-xs"
                  title="Layers that no training changes are not looked at."
                >
                  {statistics.length > 0 ? "computed once" : "–"}
                </Td>
              )}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td>{total.layers} layers</td>
          <td className="max-tablet:hidden" />
          <Td numeric>{formatCount(total.parameters)}</Td>
          <td className="max-tablet:hidden" />
          <td />
          <td />
        </tr>
      </tfoot>
    </Table>
  );
}

function Histogram({ of }: { of: Distribution }) {
  return (
    <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} {...SIZE} aria-hidden="true" className="block">
      <path d={histogramPath(of, SIZE.width, SIZE.height)} fill="var(--ink-3)" />
      <path d={`M0 ${SIZE.height - 0.5}H${SIZE.width}`} stroke="var(--line-strong)" />
    </svg>
  );
}
