"use client";
import { SWEEP_LIMITS } from "#domain/limits";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Input } from "../../../../_ui/input.tsx";
import type { RangeDraft } from "../../_view/sweep-draft.ts";

type RangeFieldsProps = {
  name: string;
  range: RangeDraft;
  /** Samples are drawn from all of the range, so that it has no steps. */
  isRandom: boolean;
  onChange: (range: RangeDraft) => void;
};

/** From, to, in how many steps, evenly or by equal factors. */
export function RangeFields({ name, range, isRandom, onChange }: RangeFieldsProps) {
  const input = (key: "from" | "to" | "steps", label: string) => (
    <Input
      aria-label={`${name}: ${label}`}
      inputMode={key === "steps" ? "numeric" : "decimal"}
      autoComplete="off"
      className="w-20!"
      value={range[key]}
      onChange={({ target }) => onChange({ ...range, [key]: target.value })}
    />
  );
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2 text-sm">
      <span className="text-ink-2">from</span>
      {input("from", "from")}
      <span className="text-ink-2">to</span>
      {input("to", "to")}
      {!isRandom && (
        <>
          <span className="text-ink-2">in</span>
          {input("steps", `steps, ${2}–${SWEEP_LIMITS.values.max}`)}
          <span className="text-ink-2">steps</span>
        </>
      )}
      <Checkbox
        className="ml-1"
        label="logarithmic"
        checked={range.scale === "log"}
        onChange={({ target }) => onChange({ ...range, scale: target.checked ? "log" : "linear" })}
      />
    </div>
  );
}
