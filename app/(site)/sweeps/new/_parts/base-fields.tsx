"use client";
import { PRESET_IDS, presetOf, withPreset } from "#domain/experiments/presets";
import { LIMITS } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { numberOf } from "../../../_view/number-of.ts";
import { configurationFacts } from "../../../runs/_view/configuration-facts.ts";
import { DraftNumber } from "./draft-number.tsx";
import type { DraftProps } from "./draft-props.ts";

const OWN = "own";

/** What the sweep is called, and the specification that all its runs share. */
export function BaseFields(form: DraftProps) {
  const { draft, issues, change } = form;
  const { base } = draft;
  const preset = presetOf(base.architecture);
  const choose = (next: string) => {
    const id = PRESET_IDS.find((candidate) => candidate === next);
    if (!id) return;
    const name = draft.name === `${preset}, varied` ? `${id}, varied` : draft.name;
    // Fields of the other network's blocks may not be there.
    const dimensions = draft.dimensions.filter(({ path }) => !path.startsWith("architecture."));
    change({ name, base: withPreset(base, id), dimensions });
  };
  return (
    <Plate title="What stays the same">
      <div className="grid gap-x-5 gap-y-4 tablet:grid-cols-2">
        <Field label="Name" limit={`up to ${LIMITS.experimentName.max} characters`} error={issues.get("name")}>
          <Input autoComplete="off" value={draft.name} onChange={({ target }) => change({ name: target.value })} />
        </Field>
        <Field label="Network">
          <Select value={preset ?? OWN} onChange={({ target }) => choose(target.value)}>
            {PRESET_IDS.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
            {!preset && <option value={OWN}>your own</option>}
          </Select>
        </Field>
        <DraftNumber {...form} name="epochs" place="base.epochs" label="Epochs" range={LIMITS.epochs} />
        <DraftNumber
          {...form}
          name="images"
          place="base.trainingSubset"
          label="Training images"
          hint="Empty is all of the split. A few thousand tell a poor rate from a good one."
          placeholder="all"
        />
      </div>
      <details className="mt-4">
        <summary className="caption w-fit">The whole specification</summary>
        <KeyValues className="mt-2" items={configurationFacts(withNumbers(draft))} />
        <p className="caption mt-2">
          To change more of it, begin at{" "}
          <a className="text-link" href="/experiments/new">
            a new run
          </a>{" "}
          and press “Vary it in a sweep”.
        </p>
      </details>
    </Plate>
  );
}

/** The spec with what is typed, as far as it is a number. */
function withNumbers({ base, epochs, images }: DraftProps["draft"]) {
  const whole = (text: string, otherwise: number) => {
    const number = numberOf(text);
    return Number.isInteger(number) && number > 0 ? number : otherwise;
  };
  const subset = images.trim() === "" ? null : whole(images, base.trainingSubset ?? 0) || null;
  return { ...base, epochs: whole(epochs, base.epochs), trainingSubset: subset };
}
