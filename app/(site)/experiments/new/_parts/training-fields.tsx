"use client";
import { useFormContext, useWatch } from "react-hook-form";
import { OPTIMIZERS } from "#domain/experiments/presets";
import { type OptimizerSpec, PRECISIONS } from "#domain/experiments/spec";
import { LIMITS } from "#domain/limits";
import { IconButton } from "../../../../_ui/button.tsx";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Select } from "../../../../_ui/select.tsx";
import type { LaunchValues } from "../../_view/launch-values.ts";
import { NumberField } from "./number-field.tsx";
import { ScheduleFields } from "./schedule-fields.tsx";

/** Small enough to be remembered and typed again. */
const drawSeed = () => 1 + Math.floor(Math.random() * 9999);

/** How long and how the network learns. */
export function TrainingFields() {
  const { register, control, setValue, getValues } = useFormContext<LaunchValues>();
  const optimizer = useWatch({ control, name: "spec.optimizer" });
  const precision = useWatch({ control, name: "spec.precision" });
  const device = useWatch({ control, name: "spec.device" });
  const { kind } = optimizer;

  const changeOptimizer = (next: OptimizerSpec["kind"]) =>
    setValue("spec.optimizer", { ...OPTIMIZERS[next] }, { shouldDirty: true });

  return (
    <Plate title="Training">
      <div className="grid grid-cols-2 gap-4 desktop:grid-cols-4">
        <NumberField name="spec.epochs" label="Epochs" range={LIMITS.epochs} />
        <NumberField name="spec.batchSize" label="Batch" range={LIMITS.batchSize} />
        <Field label="Optimiser">
          <Select
            {...register("spec.optimizer.kind")}
            defaultValue={getValues("spec.optimizer.kind")}
            onChange={({ target }) => changeOptimizer(target.value as OptimizerSpec["kind"])}
          >
            <option value="adam">Adam</option>
            <option value="adamw">AdamW</option>
            <option value="sgd">SGD</option>
          </Select>
        </Field>
        {/* One field per optimiser, so that the rate shown is the rate kept. */}
        <NumberField key={kind} name="spec.optimizer.learningRate" label="Learning rate" range={LIMITS.learningRate} />
        {kind !== "adam" && (
          <NumberField
            key={`${kind} decay`}
            name="spec.optimizer.weightDecay"
            label="Weight decay"
            range={LIMITS.weightDecay}
          />
        )}
        {kind === "sgd" && (
          <>
            <NumberField name="spec.optimizer.momentum" label="Momentum" range={LIMITS.momentum} />
            <Field label="Nesterov">
              <Checkbox
                className="h-(--hit)"
                label="look ahead"
                checked={optimizer.kind === "sgd" && optimizer.nesterov}
                onChange={({ target }) => setValue("spec.optimizer.nesterov", target.checked, { shouldDirty: true })}
              />
            </Field>
          </>
        )}
        <ScheduleFields />
        <NumberField
          name="spec.seed"
          label="Seed"
          range={LIMITS.seed}
          end={
            <IconButton
              icon="dice"
              label="Draw a seed"
              onClick={() => setValue("spec.seed", drawSeed(), { shouldDirty: true })}
            />
          }
        />
        <Field label="Keep the weights of">
          <Select {...register("spec.select")} defaultValue={getValues("spec.select")}>
            <option value="last">the last epoch</option>
            <option value="best-validation">the best epoch</option>
          </Select>
        </Field>
        <Field
          label="Precision"
          className="col-span-2"
          hint="bfloat16: faster on processors with AVX-512 BF16, AMX or a GPU; elsewhere the trainer uses float32 and says so."
        >
          <Segmented
            label="Precision"
            className="h-(--hit) w-fit"
            options={PRECISIONS.map((value) => ({ value, label: value }))}
            value={precision}
            onChange={(choice) => setValue("spec.precision", choice, { shouldDirty: true })}
          />
        </Field>
        <Field label="Trained on" hint="A run that needs a GPU waits for a trainer that has one.">
          <Segmented
            label="Trained on"
            className="h-(--hit) w-fit"
            options={[
              { value: "any", label: "any device" },
              { value: "gpu", label: "a GPU" },
            ]}
            value={device}
            onChange={(choice) => setValue("spec.device", choice, { shouldDirty: true })}
          />
        </Field>
      </div>
      {kind !== "sgd" && (
        <details className="mt-4">
          <summary className="caption w-fit">Adam’s moments</summary>
          <div className="mt-3 grid grid-cols-2 gap-4 desktop:grid-cols-4">
            <NumberField name="spec.optimizer.beta1" label="Beta 1" range={LIMITS.beta} />
            <NumberField name="spec.optimizer.beta2" label="Beta 2" range={LIMITS.beta} />
            <NumberField name="spec.optimizer.epsilon" label="Epsilon" range={LIMITS.epsilon} />
          </div>
        </details>
      )}
    </Plate>
  );
}
