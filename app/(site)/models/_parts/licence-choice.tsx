"use client";
import { useId } from "react";
import { LICENCE_FACTS, LICENCES, type Licence } from "#domain/models/licences";
import { Select } from "../../../_ui/select.tsx";

type LicenceChoiceProps = { value: Licence | null; onChange: (value: Licence | null) => void };

/** The licence of a model, or none. */
export function LicenceChoice({ value, onChange }: LicenceChoiceProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-3">
      <label htmlFor={id} className="font-medium text-ink">
        Licence
      </label>
      <Select
        id={id}
        value={value ?? ""}
        onChange={({ target }) => onChange(LICENCES.find((one) => one === target.value) ?? null)}
      >
        <option value="">None: all rights reserved</option>
        {LICENCES.map((one) => (
          <option key={one} value={one}>
            {LICENCE_FACTS[one].title}
          </option>
        ))}
      </Select>
    </div>
  );
}
