import type { NetworkSummary } from "#domain/architectures/summary";
import type { Distribution, LayerStatistics } from "#domain/runs/layer-statistics";
import { Icon } from "../../../../_ui/icon.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { layerCaption } from "../../_view/layer-caption.ts";
import { layerHints, weightsBySize, zeroShare } from "../_view/layer-hints.ts";
import { histogramPath } from "../_view/ridge.ts";

type LayerStatisticsTableProps = {
  network: NetworkSummary;
  /** Of one epoch. */
  statistics: readonly LayerStatistics[];
  /** Position of the layer that is looked into. */
  chosen: number;
  onChoose: (layer: number) => void;
};

const SIZE = { width: 72, height: 20 };

/** Each layer of a network with how its weights and its outputs are distributed; one of them is looked into. */
export function LayerStatisticsTable({ network, statistics, chosen, onChoose }: LayerStatisticsTableProps) {
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
        {network.layers.map(({ layer, output, parameters }, i) => {
          const row = statistics.find((one) => one.layer === i);
          const kernel = row?.weights[weightsBySize(row)[0] ?? ""];
          const hints = row ? layerHints(row) : [];
          return (
            <tr key={layer.name} aria-selected={i === chosen}>
              <Td className="tablet:whitespace-nowrap">
                <button
                  type="button"
                  className="row-link text-left"
                  aria-pressed={i === chosen}
                  onClick={() => onChoose(i)}
                >
                  {layer.type}
                </button>{" "}
                <span className="ml-1 text-xs text-ink-3 max-tablet:ml-0 max-tablet:block">{layerCaption(layer)}</span>
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
              <Td>{row && <Histogram of={row.activations} />}</Td>
              <Td numeric className={hints.length > 0 ? "text-warn" : "quiet"}>
                {row ? formatPercent(zeroShare(row.activations), 1, "") : "–"}
              </Td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td>{network.layers.length} layers</td>
          <td className="max-tablet:hidden" />
          <Td numeric>{formatCount(network.parameters)}</Td>
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
