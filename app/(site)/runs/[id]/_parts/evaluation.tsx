"use client";
import { useState } from "react";
import { classScores, meanScore } from "#domain/evaluation/class-scores";
import { ConfusionMatrix } from "../../../../_ui/confusion-matrix.tsx";
import { Meter } from "../../../../_ui/meter.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";

type EvaluationProps = {
  /** confusion[true class][predicted class] */
  confusion: readonly (readonly number[])[];
  classes: readonly string[];
};

/** Names that fit above a column. */
const SHORT_NAMES: Record<string, string> = { airplane: "plane", automobile: "auto" };

const percent = (fraction: number | null) => formatPercent(fraction, 1, "");

/** Which classes the network tells apart, and which it takes for each other. */
export function Evaluation({ confusion, classes }: EvaluationProps) {
  const [show, setShow] = useState<"counts" | "percent">("counts");
  const scores = classScores(confusion, classes);
  const mean = meanScore(scores);
  const images = scores.reduce((sum, score) => sum + score.images, 0);
  return (
    <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]" id="evaluation">
      <Plate
        title="Confusion matrix"
        caption={`rows: truth, columns: answer, ${formatCount(images)} pictures`}
        tools={
          <Segmented
            label="Show"
            options={[
              { value: "counts", label: "counts" },
              { value: "percent", label: "%" },
            ]}
            value={show}
            onChange={setShow}
          />
        }
      >
        <ConfusionMatrix
          counts={confusion}
          classes={classes}
          shortNames={classes.map((name) => SHORT_NAMES[name] ?? name)}
          show={show}
        />
      </Plate>
      <Plate title="Per class" unit="%">
        <Table caption="Precision, recall and F1 per class" dense>
          <thead>
            <tr>
              <Th>Class</Th>
              <Th numeric>Precision</Th>
              <Th numeric>Recall</Th>
              <Th numeric>F1</Th>
              <Th className="w-[32%] max-tablet:hidden">
                <span className="sr-only">F1 as a bar</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {scores.map(({ name, precision, recall, f1 }) => (
              <tr key={name}>
                <Td>{name}</Td>
                <Td numeric>{percent(precision)}</Td>
                <Td numeric>{percent(recall)}</Td>
                <Td numeric className="font-medium">
                  {percent(f1)}
                </Td>
                <Td className="max-tablet:hidden">
                  <Meter share={f1} />
                </Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>mean</td>
              <Td numeric>{percent(mean.precision)}</Td>
              <Td numeric>{percent(mean.recall)}</Td>
              <Td numeric>{percent(mean.f1)}</Td>
              <td className="max-tablet:hidden" />
            </tr>
          </tfoot>
        </Table>
      </Plate>
    </div>
  );
}
