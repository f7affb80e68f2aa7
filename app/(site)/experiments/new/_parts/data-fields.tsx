"use client";
import { useFormContext, useWatch } from "react-hook-form";
import { BACKBONES } from "#domain/backbones/catalogue";
import { DATASET_IDS, DATASETS } from "#domain/datasets/catalogue";
import { validationCount } from "#domain/experiments/cost";
import { LIMITS } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { firstTraining } from "../../_view/first-training.ts";
import type { LaunchValues } from "../../_view/launch-values.ts";
import { AugmentationFields } from "./augmentation-fields.tsx";
import { useIssue } from "./issues.tsx";
import { NumberField, NumberInput } from "./number-field.tsx";

const QUICK_SUBSET = firstTraining().spec.trainingSubset;

/** What the experiment is called and which images it learns from. */
export function DataFields() {
  const { register, control, setValue, getValues } = useFormContext<LaunchValues>();
  const [dataset, fraction, seed, subset] = useWatch({
    control,
    name: ["spec.dataset", "spec.split.validationFraction", "spec.split.seed", "spec.trainingSubset"],
  });
  const backbone = useWatch({ control, name: "spec.architecture.backbone" });
  const { train, test } = DATASETS[dataset];
  const validation = Number.isFinite(fraction) ? Math.min(train.count, validationCount(train.count, fraction)) : 0;
  const available = train.count - validation;
  const nameIssue = useIssue("name");
  const subsetIssue = useIssue("spec.trainingSubset");

  return (
    <Plate title="Question">
      <div className="grid gap-x-5 gap-y-4 tablet:grid-cols-2">
        <Field label="Name" limit={`up to ${LIMITS.experimentName.max} characters`} error={nameIssue}>
          <Input autoComplete="off" {...register("name")} defaultValue={getValues("name")} />
        </Field>
        <Field
          label="Data set"
          hint={`${formatCount(available)} train, ${formatCount(validation)} validation (split ${seed}), ${formatCount(test.count)} test`}
        >
          <Select {...register("spec.dataset")} defaultValue={getValues("spec.dataset")}>
            {DATASET_IDS.map((id) => (
              <option key={id} value={id}>
                {DATASETS[id].title}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Training images"
          limit={subset === null ? undefined : `${LIMITS.trainingSubset.min}–${formatCount(available)}`}
          hint="Validation and test stay whole. A model of a subset is ranked with that noted."
          error={subsetIssue}
        >
          <div className="flex items-center gap-2">
            <Segmented
              label="Training images"
              className="h-(--hit) shrink-0"
              options={[
                { value: "all", label: "All" },
                { value: "first", label: "The first" },
              ]}
              value={subset === null ? "all" : "first"}
              onChange={(choice) =>
                setValue("spec.trainingSubset", choice === "all" ? null : QUICK_SUBSET, { shouldDirty: true })
              }
            />
            {subset !== null && <NumberInput name="spec.trainingSubset" aria-label="Number of training images" />}
          </div>
        </Field>
        <Field
          label="Preprocessing"
          hint={
            backbone?.preprocessing === "own"
              ? `No effect: ${BACKBONES[backbone.id].title} sees pictures as it learnt to.`
              : "Both divide by 255 first."
          }
        >
          <Select {...register("spec.preprocessing")} defaultValue={getValues("spec.preprocessing")}>
            <option value="standardise">standardise: mean 0, deviation 1</option>
            <option value="scale">scale: 0 to 1</option>
          </Select>
        </Field>
      </div>
      <AugmentationFields />
      <details className="mt-4">
        <summary className="caption w-fit">Split</summary>
        <div className="mt-3 grid gap-x-5 gap-y-4 tablet:grid-cols-2">
          <NumberField
            name="spec.split.validationFraction"
            label="Validation share"
            range={LIMITS.validationFraction}
            hint="Held out of the training images to compare epochs."
          />
          <NumberField
            name="spec.split.seed"
            label="Split seed"
            range={LIMITS.seed}
            hint="13 is the lab’s; the same as random_state in scikit-learn."
          />
        </div>
      </details>
    </Plate>
  );
}
