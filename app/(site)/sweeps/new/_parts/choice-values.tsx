"use client";
import { type SweepValue, valueText } from "#domain/sweeps/fields";
import { Checkbox } from "../../../../_ui/checkbox.tsx";

type ChoiceValuesProps = {
  name: string;
  choices: readonly SweepValue[];
  values: readonly SweepValue[];
  onChange: (values: SweepValue[]) => void;
};

/** The values of a field that has a few, each taken or left. */
export function ChoiceValues({ name, choices, values, onChange }: ChoiceValuesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container everywhere
    <div
      role="group"
      aria-label={`Values of ${name}`}
      className="flex min-h-(--hit) flex-wrap items-center gap-x-5 gap-y-2"
    >
      {choices.map((choice) => (
        <Checkbox
          key={String(choice)}
          label={valueText(choice)}
          checked={values.includes(choice)}
          // In the order of the choices, whichever was taken first.
          onChange={({ target }) =>
            onChange(choices.filter((one) => (one === choice ? target.checked : values.includes(one))))
          }
        />
      ))}
    </div>
  );
}
