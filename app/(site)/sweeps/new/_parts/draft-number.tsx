"use client";
import type { ReactNode } from "react";
import type { Range } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { rangeText } from "../../../experiments/_view/range-text.ts";
import type { DraftProps } from "./draft-props.ts";

type DraftNumberProps = DraftProps & {
  name: "epochs" | "images" | "samples" | "sampleSeed" | "repetitions" | "minEpochs" | "reduction";
  /** Key of its issue: its place in the plan. */
  place: string;
  label: string;
  range?: Range;
  hint?: ReactNode;
  placeholder?: string;
};

/** A whole number of the draft, which is text while one types. */
export const DraftNumber = ({ draft, issues, change, name, place, label, range, ...rest }: DraftNumberProps) => (
  <Field label={label} limit={range && rangeText(range)} hint={rest.hint} error={issues.get(place)}>
    <Input
      inputMode="numeric"
      autoComplete="off"
      placeholder={rest.placeholder}
      value={draft[name]}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  </Field>
);
