"use client";
import { useFormContext, useWatch } from "react-hook-form";
import { specCost } from "#domain/experiments/cost";
import { SCHEDULES } from "#domain/experiments/presets";
import { experimentSpecFields, type Schedule } from "#domain/experiments/spec";
import { LIMITS } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { Sparkline } from "../../../../_ui/sparkline.tsx";
import { chosenValues, type LaunchValues } from "../../_view/launch-values.ts";
import { rateOverTraining } from "../../_view/rate-over-training.ts";
import { NumberField } from "./number-field.tsx";

/** What there is to choose, with the numbers that each begins with. */
const CHOICES = {
  constant: { name: "constant rate", schedule: SCHEDULES.constant },
  cosine: { name: "cosine decay", schedule: SCHEDULES.cosine },
  exponential: { name: "exponential decay", schedule: SCHEDULES.exponential },
  staircase: { name: "decay in steps", schedule: { ...SCHEDULES.exponential, staircase: true } },
} as const satisfies Record<string, { name: string; schedule: Schedule }>;
type Choice = keyof typeof CHOICES;

const choiceOf = (schedule: Schedule): Choice =>
  schedule.kind === "exponential" && schedule.staircase ? "staircase" : schedule.kind;

/** How the learning rate changes, with a picture of it where it does: cells of the grid around it, a row of their own. */
export function ScheduleFields() {
  const { control, setValue } = useFormContext<LaunchValues>();
  const schedule = useWatch({ control, name: "spec.schedule" });
  const choice = choiceOf(schedule);
  const change = (next: Choice) => setValue("spec.schedule", { ...CHOICES[next].schedule }, { shouldDirty: true });

  return (
    <>
      <Field label="Schedule" className={schedule.kind === "constant" ? undefined : "desktop:col-start-1"}>
        <Select value={choice} onChange={({ target }) => change(target.value as Choice)}>
          {Object.entries(CHOICES).map(([id, { name }]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {schedule.kind === "cosine" && (
        <>
          <NumberField
            name="spec.schedule.warmupEpochs"
            label="Warm-up"
            range={LIMITS.warmupEpochs}
            hint="Epochs in which the rate rises from 0."
          />
          <NumberField
            name="spec.schedule.finalFraction"
            label="Final share"
            range={LIMITS.finalFraction}
            hint="What is left of the rate at the end."
          />
        </>
      )}
      {schedule.kind === "exponential" && (
        <>
          {/* A field for each choice, so that the numbers shown are the numbers kept. */}
          <NumberField
            key={`${choice} rate`}
            name="spec.schedule.decayRate"
            label="Decay rate"
            range={LIMITS.decayRate}
            hint="What each period leaves of the rate."
          />
          <NumberField
            key={`${choice} period`}
            name="spec.schedule.decayEpochs"
            label="Decay period"
            range={LIMITS.decayEpochs}
            hint="Epochs; parts of one count."
          />
        </>
      )}
      {schedule.kind !== "constant" && <RatePicture />}
    </>
  );
}

/** The rate over the training, from its first update to its last. */
function RatePicture() {
  const { control, getValues } = useFormContext<LaunchValues>();
  useWatch({ control, name: "spec" });
  const fields = experimentSpecFields.safeParse(chosenValues(getValues()).spec);
  const rates = fields.success ? rateOverTraining(fields.data, specCost(fields.data).stepsPerEpoch) : [];
  const highest = Math.max(0, ...rates);
  // Two digits, and what is next to nothing beside the highest is nothing.
  const text = (rate = 0) => (rate < highest / 1000 ? "0" : String(Number(rate.toPrecision(2))));
  const path = [rates[0], highest, rates.at(-1)].map(text).filter((rate, i, all) => rate !== all[i - 1]);
  return (
    <div className="field">
      <span className="field-label">Course of the rate</span>
      <span className="flex h-(--hit) items-center">
        {rates.length > 0 && (
          <Sparkline values={rates} domain={[0, highest]} width={118} height={34} label={`Rate: ${path.join(", ")}`} />
        )}
      </span>
      <span className="field-hint">{rates.length > 0 && path.join(" → ")}</span>
    </div>
  );
}
