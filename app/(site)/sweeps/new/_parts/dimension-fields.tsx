"use client";
import { LIMITS, SWEEP_LIMITS } from "#domain/limits";
import { sweepFields } from "#domain/sweeps/fields";
import { Button } from "../../../../_ui/button.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { type DimensionDraft, suggestedDimension } from "../../_view/sweep-draft.ts";
import { DimensionRow } from "./dimension-row.tsx";
import { DraftNumber } from "./draft-number.tsx";
import type { DraftProps } from "./draft-props.ts";

/** Which fields vary, over what, and how values are combined. */
export function DimensionFields(form: DraftProps) {
  const { draft, issues, change } = form;
  const { dimensions, base, method } = draft;
  const fields = sweepFields(base);
  const set = (dimension: DimensionDraft) =>
    change({ dimensions: dimensions.map((one) => (one.id === dimension.id ? dimension : one)) });
  const next = suggestedDimension(
    base,
    1 + Math.max(-1, ...dimensions.map(({ id }) => id)),
    dimensions.map(({ path }) => path),
  );
  return (
    <Plate
      title="What varies"
      tools={
        <Segmented
          label="How values are combined"
          options={[
            { value: "grid", label: "every combination" },
            { value: "random", label: "random samples" },
          ]}
          value={method}
          onChange={(value) => change({ method: value })}
        />
      }
    >
      {method === "random" && (
        <div className="mb-5 grid grid-cols-2 gap-4 desktop:grid-cols-4">
          <DraftNumber {...form} name="samples" place="method.samples" label="Samples" range={SWEEP_LIMITS.runs} />
          <DraftNumber
            {...form}
            name="sampleSeed"
            place="method.seed"
            label="Seed of the samples"
            range={LIMITS.seed}
            hint="The same seed draws the same values."
          />
        </div>
      )}
      {dimensions.map((dimension, index) => (
        <DimensionRow
          key={dimension.id}
          dimension={dimension}
          fields={fields}
          taken={dimensions.map(({ path }) => path)}
          base={base}
          isRandom={method === "random"}
          issue={issues.get(`dimensions.${index}`)}
          onChange={set}
          onRemove={() => change({ dimensions: dimensions.filter(({ id }) => id !== dimension.id) })}
        />
      ))}
      {dimensions.length < SWEEP_LIMITS.dimensions.max && next && (
        <Button icon="plus" className="mt-4" onClick={() => change({ dimensions: [...dimensions, next] })}>
          Add a field
        </Button>
      )}
      {issues.get("dimensions") && <p className="field-hint field-error mt-3">{issues.get("dimensions")}</p>}
    </Plate>
  );
}
