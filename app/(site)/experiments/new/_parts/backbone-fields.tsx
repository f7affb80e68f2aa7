"use client";
import { useFormContext, useWatch } from "react-hook-form";
import {
  BACKBONE_PREPROCESSINGS,
  BACKBONE_SIDES,
  type BackboneSpec,
  FEATURE_POOLINGS,
} from "#domain/architectures/blocks";
import { BACKBONE_IDS } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { LIMITS } from "#domain/limits";
import { Field } from "../../../../_ui/field.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { MissingWeights } from "../../../_parts/missing-weights.tsx";
import { useBackbones } from "../../../_parts/use-backbones.ts";
import { type LaunchValues, NEW_FINE_TUNING, newBackbone } from "../../_view/launch-values.ts";
import { useIssue } from "./issues.tsx";
import { NumberField } from "./number-field.tsx";

const NONE = "none";
const AT = "spec.architecture.backbone";

const PREPROCESSING_NAMES: Record<BackboneSpec["preprocessing"], string> = {
  own: "as it learnt",
  notebook: "the notebook’s",
};
const PREPROCESSING_HINTS: Record<BackboneSpec["preprocessing"], string> = {
  own: "Values between its own bounds, enlarged smoothly.",
  notebook: "Preprocessed as chosen above, enlarged by repeating pixels.",
};
const POOLING_NAMES: Record<BackboneSpec["pooling"], string> = { average: "averages", none: "the map" };
const POOLING_HINTS: Record<BackboneSpec["pooling"], string> = {
  average: "The mean of each channel.",
  none: "All places; far more values.",
};

/** Whether the network begins with one that was trained on ImageNet, and how that one sees and is seen. */
export function BackboneFields() {
  const { control, setValue, getValues } = useFormContext<LaunchValues>();
  const backbone = useWatch({ control, name: AT });
  const { isMissing } = useBackbones();
  const sideIssue = useIssue(`${AT}.side`);
  const idIssue = useIssue(`${AT}.id`);
  const change = (part: Partial<BackboneSpec>) => {
    const before = getValues(AT);
    if (before) setValue(AT, { ...before, ...part }, { shouldDirty: true });
  };
  const choose = (choice: string) => {
    const id = BACKBONE_IDS.find((candidate) => candidate === choice);
    if (id && getValues(AT)) change({ id });
    else setValue(AT, id ? newBackbone(id, getValues("spec.architecture.blocks")) : null, { shouldDirty: true });
  };

  return (
    <div className="mb-5 grid gap-x-5 gap-y-4 tablet:grid-cols-2">
      <Field
        label="Begins with"
        hint={backbone ? BACKBONES[backbone.id].about : "All weights are drawn and learnt here."}
        error={backbone && isMissing(backbone.id) ? undefined : idIssue}
      >
        <Select value={backbone?.id ?? NONE} onChange={({ target }) => choose(target.value)}>
          <option value={NONE}>nothing pretrained</option>
          {BACKBONE_IDS.map((id) => (
            <option key={id} value={id}>
              {BACKBONES[id].title}, learnt from ImageNet
            </option>
          ))}
        </Select>
      </Field>
      {backbone && (
        <>
          <Field label="Side, pixels" hint="Pictures are enlarged to it; half is four times faster." error={sideIssue}>
            <Segmented
              label="Side, pixels"
              className="h-(--hit) w-fit"
              options={BACKBONE_SIDES.map((side) => ({ value: String(side), label: String(side) }))}
              value={String(backbone.side)}
              onChange={(choice) => change({ side: BACKBONE_SIDES.find((side) => String(side) === choice) ?? 224 })}
            />
          </Field>
          <Field label="It sees pictures" hint={PREPROCESSING_HINTS[backbone.preprocessing]}>
            <Segmented
              label="It sees pictures"
              className="h-(--hit) w-fit"
              options={BACKBONE_PREPROCESSINGS.map((id) => ({ value: id, label: PREPROCESSING_NAMES[id] }))}
              value={backbone.preprocessing}
              onChange={(preprocessing) => change({ preprocessing })}
            />
          </Field>
          <Field label="The blocks after it see" hint={POOLING_HINTS[backbone.pooling]}>
            <Segmented
              label="The blocks after it see"
              className="h-(--hit) w-fit"
              options={FEATURE_POOLINGS.map((id) => ({ value: id, label: POOLING_NAMES[id] }))}
              value={backbone.pooling}
              onChange={(pooling) => change({ pooling })}
            />
          </Field>
          {isMissing(backbone.id) && (
            <Note tone="warn" role="status" className="col-span-full">
              <b>This cannot be launched yet.</b> <MissingWeights id={backbone.id} />
            </Note>
          )}
          <FineTuningFields fineTuning={backbone.fineTuning} onChange={(fineTuning) => change({ fineTuning })} />
        </>
      )}
    </div>
  );
}

type FineTuningFieldsProps = {
  fineTuning: BackboneSpec["fineTuning"];
  onChange: (fineTuning: BackboneSpec["fineTuning"]) => void;
};

/** Whether the last blocks of a backbone learn too, and how carefully. */
function FineTuningFields({ fineTuning, onChange }: FineTuningFieldsProps) {
  return (
    <div className="col-span-full grid grid-cols-2 gap-x-5 gap-y-4 desktop:grid-cols-4">
      <Field label="Fine-tuning" hint={fineTuning ? undefined : "All of it stays as it was learnt."}>
        <Segmented
          label="Fine-tuning"
          className="h-(--hit) w-fit"
          options={[
            { value: "off", label: "Off" },
            { value: "on", label: "Last blocks" },
          ]}
          value={fineTuning ? "on" : "off"}
          onChange={(choice) => onChange(choice === "on" ? { ...NEW_FINE_TUNING } : null)}
        />
      </Field>
      {fineTuning && (
        <>
          <NumberField
            name={`${AT}.fineTuning.blocks`}
            label="Blocks"
            range={LIMITS.thawedBlocks}
            hint="The last ones; they learn too."
          />
          <NumberField
            name={`${AT}.fineTuning.afterEpochs`}
            label="Head alone"
            range={LIMITS.headEpochs}
            hint="Epochs before they do."
          />
          <NumberField
            name={`${AT}.fineTuning.rateFactor`}
            label="Share of the rate"
            range={LIMITS.rateFactor}
            hint="Of the learning rate, for them."
          />
        </>
      )}
    </div>
  );
}
