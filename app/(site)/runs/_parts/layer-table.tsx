import { type LayerRow, layerTotals } from "#domain/experiments/layer-rows";
import { Meter } from "../../../_ui/meter.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Table, Td, Th } from "../../../_ui/table.tsx";
import { LayerTitle } from "./layer-title.tsx";

const megaflops = (flops: number) =>
  (flops / 1e6).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Each layer of a network with its output shape, parameters and FLOPs (forward pass of one picture). */
export function LayerTable({ rows }: { rows: readonly LayerRow[] }) {
  const most = Math.max(1, ...rows.map(({ parameters }) => parameters));
  const total = layerTotals(rows);
  return (
    <Table caption="Layers" dense className="[&_td]:h-[29px]! [&_td]:py-0.5!">
      <thead>
        <tr>
          <Th>Layer</Th>
          <Th numeric>Output</Th>
          <Th numeric>Parameters</Th>
          <Th className="max-tablet:hidden">
            <span className="sr-only">Share of the parameters</span>
          </Th>
          <Th numeric>MFLOPs</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { name, output, parameters, flops } = row;
          return (
            <tr key={name}>
              <Td className="tablet:whitespace-nowrap">
                <LayerTitle row={row} />
              </Td>
              <Td numeric className="quiet">
                {output.map(formatCount).join(" × ")}
              </Td>
              <Td numeric className={parameters === 0 ? "faint" : undefined}>
                {formatCount(parameters)}
              </Td>
              <Td className="w-16 pl-0! max-tablet:hidden">
                <Meter share={parameters === 0 ? 0 : Math.max(0.02, parameters / most)} />
              </Td>
              <Td numeric className={flops === 0 ? "faint" : undefined}>
                {flops === 0 ? "0" : megaflops(flops)}
              </Td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{total.layers} layers</td>
          <Td numeric>{formatCount(total.parameters)}</Td>
          <td className="max-tablet:hidden" />
          <Td numeric>{megaflops(total.flops)}</Td>
        </tr>
      </tfoot>
    </Table>
  );
}
