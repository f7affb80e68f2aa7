"use client";
import { type ReactNode, useId } from "react";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Icon } from "../../../../_ui/icon.tsx";

type CheckListProps<Value extends string> = {
  legend: string;
  options: readonly { value: Value; label: ReactNode }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  error?: string | undefined;
};

/** Some of a few, all in sight. */
export function CheckList<Value extends string>({ legend, options, chosen, onChange, error }: CheckListProps<Value>) {
  const errorId = useId();
  const toggle = (value: Value, isChosen: boolean) =>
    onChange(options.map((option) => option.value).filter((one) => (one === value ? isChosen : chosen.includes(one))));
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? errorId : undefined}>
      <legend className="mb-2 font-medium text-sm">{legend}</legend>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={({ target }) => toggle(value, target.checked)}
          className="items-start text-sm"
        />
      ))}
      {error && (
        <p id={errorId} role="alert" className="field-hint field-error">
          <Icon name="alert" size="s" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}
