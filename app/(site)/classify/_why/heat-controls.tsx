"use client";
import { Field } from "../../../_ui/field.tsx";
import { formatPercent } from "../../../_ui/numbers.ts";
import { Select } from "../../../_ui/select.tsx";
import { Slider } from "../../../_ui/slider.tsx";
import type { ClassChance } from "./class-chances.ts";

type ClassFieldProps = {
  className?: string;
  chances: readonly ClassChance[];
  /** Index of the class; null for whichever is the likeliest. */
  chosen: number | null;
  onChoose: (classIndex: number | null) => void;
};

/** Which class is explained: the likeliest unless another is chosen. */
export function ClassField({ className, chances, chosen, onChoose }: ClassFieldProps) {
  return (
    <Field label="Class" className={className}>
      <Select
        value={chosen ?? ""}
        onChange={({ target }) => onChoose(target.value === "" ? null : Number(target.value))}
      >
        <option value="">The likeliest: {chances[0]?.name}</option>
        {chances.map(({ index, name, probability }) => (
          <option key={index} value={index}>
            {name}, {formatPercent(probability, 1)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** How much of the picture the colours cover. */
export function StrengthField({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const percent = Math.round(100 * value);
  return (
    <Slider
      label="Strength"
      min={0}
      max={100}
      value={percent}
      valueText={`${percent} per cent`}
      onChange={(next) => onChange(next / 100)}
    />
  );
}

/** What the colours mean, in words at both ends. Without a word for what is negative there is none. */
export function HeatLegend({ negative, positive }: { negative?: string | undefined; positive: string }) {
  return (
    <div className="grid gap-1 text-xs text-ink-2">
      <span
        className="h-2.5 w-full bg-sunken"
        aria-hidden="true"
        style={{
          backgroundImage: `linear-gradient(to right, ${negative ? "rgb(0 114 178), " : ""}rgb(213 94 0 / 0), rgb(213 94 0))`,
        }}
      />
      <span className="flex justify-between gap-3">
        <span>{negative ?? "No colour: nothing"}</span>
        <span className="text-right">{positive}</span>
      </span>
    </div>
  );
}
