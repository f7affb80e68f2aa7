import type { SheetIndex } from "#domain/datasets/sheets";
import { Meter } from "../../../../_ui/meter.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { SheetTile } from "../../../../_ui/sheet-tile.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { classCountsOf } from "../../_view/class-counts-of.ts";
import type { SplitFacts } from "../../_view/split-facts.ts";

type ClassTableProps = {
  index: SheetIndex;
  classes: readonly string[];
  meanSha256: string | null;
  facts: SplitFacts | null;
};

/** One row a class: its mean training picture, and how many pictures each part has of it. */
export function ClassTable({ index, classes, meanSha256, facts }: ClassTableProps) {
  const train = classCountsOf(index.train.labels, classes.length);
  const test = classCountsOf(index.test.labels, classes.length);
  const most = Math.max(...train, ...test, 1);
  return (
    <Plate title="Classes" caption={meanSha256 && "pictures are the means of the training pictures of a class"}>
      <Table caption="Pictures of each class" className="[&_td]:py-1">
        <thead>
          <tr>
            {meanSha256 && <Th>Mean</Th>}
            <Th>Class</Th>
            <Th numeric>Training</Th>
            <Th numeric>Validation</Th>
            <Th numeric>Test</Th>
            <Th className="w-[32%] max-tablet:hidden">
              <span className="sr-only">Shares</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, label) => {
            const held = facts?.validationPerClass[label];
            return (
              <tr key={name}>
                {meanSha256 && (
                  <Td className="w-20">
                    <SheetTile
                      tile={{ src: `/m/${meanSha256}`, columns: classes.length, position: label }}
                      size={64}
                      alt={`Mean of ${name}`}
                    />
                  </Td>
                )}
                <th scope="row">{name}</th>
                <Td numeric>{formatCount((train[label] ?? 0) - (held ?? 0))}</Td>
                <Td numeric>{held === undefined ? "–" : formatCount(held)}</Td>
                <Td numeric>{formatCount(test[label])}</Td>
                <Td className="max-tablet:hidden">
                  <span className="grid gap-1.5">
                    <Meter share={(train[label] ?? 0) / most} />
                    <Meter share={(test[label] ?? 0) / most} />
                  </span>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <p className="caption mt-2 max-tablet:hidden">Bars: all training pictures of the class, then test pictures.</p>
    </Plate>
  );
}
