"use client";
import { type KeyboardEvent, useState } from "react";
import { type SweepValue, valueText } from "#domain/sweeps/fields";
import { Icon } from "../../../../_ui/icon.tsx";
import { parseNumbers } from "../../_view/sweep-draft.ts";

type NumberChipsProps = {
  name: string;
  values: readonly SweepValue[];
  onChange: (values: SweepValue[]) => void;
};

/** Numbers as chips; what is typed becomes chips on Enter, comma or when the field is left. */
export function NumberChips({ name, values, onChange }: NumberChipsProps) {
  const [text, setText] = useState("");
  const take = (typed: string) => {
    const numbers = parseNumbers(typed);
    if (numbers.length > 0) onChange([...new Set([...values, ...numbers])]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey) {
      // The form would launch without what is typed here: this press takes it, the next one launches.
      if (event.key !== "Enter" || event.nativeEvent.isComposing || text.trim() === "") return;
      event.preventDefault();
      event.stopPropagation();
      take(text);
      return;
    }
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      take(text);
    }
    if (event.key === "Backspace" && text === "") onChange(values.slice(0, -1));
  };
  return (
    <div className="chips">
      {values.map((value) => (
        <button
          key={String(value)}
          type="button"
          className="chip"
          aria-label={`Remove ${valueText(value)}`}
          onClick={() => onChange(values.filter((one) => one !== value))}
        >
          {valueText(value)}
          <Icon name="x" size="s" />
        </button>
      ))}
      <input
        aria-label={`Add values of ${name}`}
        inputMode="decimal"
        autoComplete="off"
        placeholder={values.length === 0 ? "0.1, 0.01" : "add"}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => take(text)}
        onPaste={(event) => {
          event.preventDefault();
          take(`${text} ${event.clipboardData.getData("text")}`);
        }}
      />
    </div>
  );
}
