"use client";
import type { ReactNode } from "react";
import { type FieldPath, useFormContext } from "react-hook-form";
import type { Range } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { numberOf } from "../../../_view/number-of.ts";
import type { LaunchValues } from "../../_view/launch-values.ts";
import { rangeText } from "../../_view/range-text.ts";
import { useIssue } from "./issues.tsx";

type NumberFieldProps = {
  name: FieldPath<LaunchValues>;
  label: string;
  range: Range;
  hint?: ReactNode;
  /** A small button inside the field. */
  end?: ReactNode;
};

/** A number of the spec, with its limits beside it and what is wrong with it below. */
export function NumberField({ name, label, range, hint, end }: NumberFieldProps) {
  return (
    <Field label={label} limit={rangeText(range)} hint={hint} error={useIssue(name)}>
      <NumberInput name={name} end={end} />
    </Field>
  );
}

/**
 * The input alone. Text, not `type="number"`: a wheel must not change it, and `1e-7` has to be typed as it is meant.
 * An empty field is no number, which the schema then says.
 */
export function NumberInput({
  name,
  end,
  ...rest
}: {
  name: FieldPath<LaunchValues>;
  end?: ReactNode;
  "aria-label"?: string;
}) {
  const { register, getValues } = useFormContext<LaunchValues>();
  const setValueAs = (text: unknown) => (typeof text === "string" ? numberOf(text) : text);
  const invalid = useIssue(name) !== undefined;
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      end={end}
      {...(invalid && { "aria-invalid": true })}
      {...rest}
      {...register(name, { setValueAs })}
      defaultValue={String(getValues(name))}
    />
  );
}
