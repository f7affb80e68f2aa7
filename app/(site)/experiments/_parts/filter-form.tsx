"use client";
import { type FormEvent, useState } from "react";
import { SEARCH_LENGTH } from "#domain/limits";
import { findRunColumn, isFilterable, RUN_COLUMNS, type RunColumn } from "#domain/runs/run-columns";
import { COMPARISONS, type Comparison, comparisonsOf, type RunFilter, runFilter } from "#domain/runs/run-filter";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";
import { Popover } from "../../../_ui/popover.tsx";
import { Select } from "../../../_ui/select.tsx";
import { typedToValue, typedUnit } from "../_view/filter-text.ts";

/** A sweep is chosen on its own page, whose link leads here. */
const OFFERED = RUN_COLUMNS.filter((column) => isFilterable(column) && column.type !== "sweep");
const GROUPS = [...Map.groupBy(OFFERED, ({ group }) => group)];
const FIRST = "learningRate";

type FilterFormProps = { onAdd: (filter: RunFilter) => void };

/** The button that opens a small form: what, compared how, with what. */
export function FilterForm({ onAdd }: FilterFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Add a filter"
      trigger={
        <Button size="sm" icon="filter">
          Filter
        </Button>
      }
    >
      <Fields
        onAdd={(filter) => {
          onAdd(filter);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Fields({ onAdd }: FilterFormProps) {
  const [id, setId] = useState(FIRST);
  const column = findRunColumn(id) as RunColumn;
  const comparisons = comparisonsOf(column);
  const [is, setIs] = useState<Comparison>(comparisons[0] as Comparison);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const choose = (next: string) => {
    const chosen = findRunColumn(next);
    if (!chosen) return;
    setId(next);
    setIs(comparisonsOf(chosen)[0] as Comparison);
    setTyped(optionsOf(chosen)?.[0]?.value ?? "");
    setProblem(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = runFilter.safeParse({ column: id, is, value: typedToValue(column, typed) });
    if (read.success) onAdd(read.data);
    else setProblem(typed.trim() === "" ? "Give a value." : (read.error.issues[0]?.message ?? null));
  };

  return (
    <form className="grid gap-3" onSubmit={submit} noValidate>
      <Field label="Runs whose">
        <Select value={id} onChange={({ target }) => choose(target.value)}>
          {GROUPS.map(([group, columns]) => (
            <optgroup key={group} label={group}>
              {columns.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-[92px_1fr] gap-2">
        <Field label="Is">
          <Select value={is} onChange={({ target }) => setIs(target.value as Comparison)}>
            {comparisons.map((one) => (
              <option key={one} value={one}>
                {COMPARISONS[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Value" error={problem}>
          <ValueControl column={column} value={typed} onChange={setTyped} />
        </Field>
      </div>
      <Button type="submit" variant="go" size="sm" className="justify-self-end">
        Add filter
      </Button>
    </form>
  );
}

function optionsOf({ type, options }: RunColumn): { value: string; label: string }[] | null {
  if (type === "boolean")
    return [
      { value: "true", label: "yes" },
      { value: "false", label: "no" },
    ];
  return type === "choice" ? (options ?? []).map((value) => ({ value, label: value })) : null;
}

type ValueControlProps = { column: RunColumn; value: string; onChange: (value: string) => void };

function ValueControl({ column, value, onChange }: ValueControlProps) {
  const options = optionsOf(column);
  if (options) {
    return (
      <Select value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      type={column.type === "time" ? "date" : "text"}
      inputMode={column.type === "number" ? "decimal" : undefined}
      end={typedUnit(column)}
      maxLength={SEARCH_LENGTH}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
