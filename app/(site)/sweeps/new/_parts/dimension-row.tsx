"use client";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { FIELD_GROUPS, type SweepField } from "#domain/sweeps/fields";
import { IconButton } from "../../../../_ui/button.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { rangeText } from "../../../experiments/_view/range-text.ts";
import { asList, asRange, type DimensionDraft, dimensionFor } from "../../_view/sweep-draft.ts";
import { ChoiceValues } from "./choice-values.tsx";
import { NumberChips } from "./number-chips.tsx";
import { RangeFields } from "./range-fields.tsx";

type DimensionRowProps = {
  dimension: DimensionDraft;
  fields: readonly SweepField[];
  /** Paths that are varied already. */
  taken: readonly string[];
  base: ExperimentSpec;
  isRandom: boolean;
  issue: string | undefined;
  onChange: (dimension: DimensionDraft) => void;
  onRemove: () => void;
};

/** One field that varies: which, and over which values. */
export function DimensionRow({
  dimension,
  fields,
  taken,
  base,
  isRandom,
  issue,
  onChange,
  onRemove,
}: DimensionRowProps) {
  const field = fields.find(({ path }) => path === dimension.path);
  const { values } = dimension;
  const name = field?.label ?? "field";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend and cannot be a grid everywhere
    <div role="group" aria-label={name} className="dimension-row">
      <div className="dimension-field">
        <Field label="Field" limit={field && field.kind !== "choice" ? rangeText(field.range) : undefined}>
          <Select
            value={dimension.path}
            onChange={({ target }) => {
              const next = fields.find(({ path }) => path === target.value);
              if (next) onChange(dimensionFor(next, base, dimension.id));
            }}
          >
            {FIELD_GROUPS.map((group) => (
              <optgroup key={group} label={group}>
                {fields
                  .filter((one) => one.group === group)
                  .map(({ path, label }) => (
                    <option key={path} value={path} disabled={path !== dimension.path && taken.includes(path)}>
                      {label}
                    </option>
                  ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        {field?.belongsTo && field.group !== "Network" && <p className="field-hint">Only with {field.belongsTo}.</p>}
      </div>
      <div className="dimension-values">
        {field && field.kind !== "choice" && (
          <Segmented
            label={`How ${name} varies`}
            options={[
              { value: "list", label: "values" },
              { value: "range", label: "range" },
            ]}
            value={values.kind}
            onChange={(kind) =>
              onChange({ ...dimension, values: kind === "list" ? asList(dimension) : asRange(dimension, field) })
            }
          />
        )}
        {field?.kind === "choice" && values.kind === "list" && (
          <ChoiceValues
            name={name}
            choices={field.choices}
            values={values.values}
            onChange={(chosen) => onChange({ ...dimension, values: { kind: "list", values: chosen } })}
          />
        )}
        {field && field.kind !== "choice" && values.kind === "list" && (
          <NumberChips
            name={name}
            values={values.values}
            onChange={(numbers) => onChange({ ...dimension, values: { kind: "list", values: numbers } })}
          />
        )}
        {values.kind === "range" && (
          <RangeFields
            name={name}
            range={values}
            isRandom={isRandom}
            onChange={(range) => onChange({ ...dimension, values: range })}
          />
        )}
        {issue && (
          <p className="field-hint field-error">
            <Icon name="alert" size="s" />
            <span>{issue}</span>
          </p>
        )}
      </div>
      <IconButton icon="x" label={`Remove ${name}`} onClick={onRemove} className="dimension-remove" />
    </div>
  );
}
