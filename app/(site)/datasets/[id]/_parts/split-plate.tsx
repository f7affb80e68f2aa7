"use client";
import { LIMITS } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { rangeText } from "../../../experiments/_view/range-text.ts";
import type { DatasetView, SplitProblems } from "../../_view/dataset-view.ts";
import type { SplitFacts } from "../../_view/split-facts.ts";
import type { ChangeDatasetView } from "./use-dataset-view.ts";

type SplitPlateProps = {
  view: DatasetView;
  onChange: ChangeDatasetView;
  facts: SplitFacts | null;
  problems: SplitProblems;
};

/** Which training pictures are held out for validation: any share and seed, answered while one types. */
export function SplitPlate({ view, onChange, facts, problems }: SplitPlateProps) {
  return (
    <Plate title="Split" id="split">
      <p className="sub mb-4">
        A run holds out part of the training pictures for validation, as scikit-learn&rsquo;s{" "}
        <code className="code">train_test_split</code> does: the same share and seed always hold out the same pictures.
      </p>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="Validation share"
          limit={rangeText(LIMITS.validationFraction)}
          error={problems.validationFraction}
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            value={view.share}
            onChange={({ target }) => onChange({ share: target.value })}
          />
        </Field>
        <Field label="Split seed" error={problems.seed}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={view.seed}
            onChange={({ target }) => onChange({ seed: target.value })}
          />
        </Field>
      </div>
      <div aria-live="polite" className="mt-4">
        {facts && (
          <>
            <KeyValues
              items={[
                { key: "Training", value: formatCount(facts.trainingCount) },
                { key: "Validation", value: formatCount(facts.validationCount) },
                {
                  key: "Of a class in validation",
                  value: `${formatCount(Math.min(...facts.validationPerClass))}–${formatCount(Math.max(...facts.validationPerClass))}`,
                },
              ]}
            />
            <p className="caption mt-2">
              First in validation: {facts.first.map((number) => formatCount(number)).join("; ")}
            </p>
          </>
        )}
      </div>
    </Plate>
  );
}
