import { type LayerRow, layerTotals } from "#domain/experiments/layer-rows";
import { formatCount } from "../../../_ui/numbers.ts";
import { Table, Td, Th } from "../../../_ui/table.tsx";

/** A network's layers as a summary lists them: type, output shape, parameters. */
export function SummaryTable({ title, layers }: { title: string; layers: readonly LayerRow[] }) {
  const total = layerTotals(layers);
  return (
    <Table caption={`Layers of ${title}`} dense wide className="lab-summary">
      <thead>
        <tr>
          <Th>Layer</Th>
          <Th numeric>Output</Th>
          <Th numeric>Parameters</Th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ name, type, output, parameters }) => (
          <tr key={name}>
            <Td title={name}>{type}</Td>
            <Td numeric className="quiet">
              {output.map(formatCount).join(" × ")}
            </Td>
            <Td numeric className={parameters === 0 ? "faint" : undefined}>
              {formatCount(parameters)}
            </Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{total.layers} layers</td>
          <Td numeric>{formatCount(total.parameters)}</Td>
        </tr>
      </tfoot>
    </Table>
  );
}
