"use client";
import type { Layer } from "#domain/architectures/layers";
import { readsPicture } from "#domain/architectures/reads-picture";
import type { ExplanationOf } from "../../../_inference/explain-messages.ts";
import { Field } from "../../../_ui/field.tsx";
import { Select } from "../../../_ui/select.tsx";
import { largestOf } from "./heat-colours.ts";

type FilterWeightsTableProps = {
  weights: NonNullable<ExplanationOf<"filter">["weights"]>;
  filter: number;
  layers: readonly Layer[];
  /** Which of the channels that it reads, counted from 0; the last one where there are fewer. */
  chosen: number;
  onChoose: (input: number) => void;
};

const PICTURE_CHANNELS = ["red", "green", "blue"];

/** What a filter multiplies one of the channels that it reads with, place by place. */
export function FilterWeightsTable({ weights, filter, layers, chosen: wanted, onChoose }: FilterWeightsTableProps) {
  const { convolution, values, side, inputs, firstInput } = weights;
  const chosen = Math.min(wanted, inputs - 1);
  const nameOf = (input: number) =>
    (readsPicture(layers, convolution) && PICTURE_CHANNELS[input]) || `channel ${firstInput + input + 1}`;
  const largest = largestOf(values);
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from(values.subarray((chosen * side + row) * side, (chosen * side + row + 1) * side)),
  );
  return (
    <div className="grid w-full justify-items-center gap-2">
      {inputs > 1 && (
        <Field label={`Weights for ${inputs} channels`} className="w-full">
          <Select value={chosen} onChange={({ target }) => onChoose(Number(target.value))}>
            {Array.from({ length: inputs }, (_, input) => (
              <option key={nameOf(input)} value={input}>
                {nameOf(input)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <table className="border-separate border-spacing-0.5 text-xs">
        <caption className="caption pb-1 text-left">
          Filter {filter + 1} of {convolution}: what it multiplies {nameOf(chosen)} with
        </caption>
        <tbody>
          {rows.map((row, y) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its row
            <tr key={y}>
              {row.map((value, x) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: and its column
                  key={x}
                  className="h-9 min-w-14 px-1 text-center tabular-nums"
                  style={{ background: backgroundOf(value, largest) }}
                >
                  {value.toFixed(3).replace("-", "−")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Half of full colour at most, so that ink stays readable in both themes. */
function backgroundOf(value: number, largest: number): string {
  const share = largest > 0 ? Math.round((45 * Math.abs(value)) / largest) : 0;
  return `color-mix(in srgb, ${value < 0 ? "var(--s1)" : "var(--s2)"} ${share}%, var(--surface))`;
}
