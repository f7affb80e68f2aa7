"use client";
import { useFormContext, useWatch } from "react-hook-form";
import { LIMITS } from "#domain/limits";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Field } from "../../../../_ui/field.tsx";
import type { LaunchValues } from "../../_view/launch-values.ts";
import { NumberField } from "./number-field.tsx";

/** What is changed at random in each training image, each time it is used. */
export function AugmentationFields() {
  const { control, setValue } = useFormContext<LaunchValues>();
  const flip = useWatch({ control, name: "spec.augmentation.flip" });
  const backbone = useWatch({ control, name: "spec.architecture.backbone" });
  return (
    <div className="mt-4 grid grid-cols-2 gap-x-5 gap-y-4 tablet:grid-cols-4">
      <Field
        label="Augmentation"
        hint={
          backbone
            ? "Of features: computed once more, of the mirrored images. Shifts and cutouts would need them for each image and epoch anew."
            : "Validation and test images are never changed."
        }
        className={backbone ? "col-span-full" : "col-span-2"}
      >
        <Checkbox
          className="h-(--hit)"
          label="mirror half of the images"
          checked={flip}
          onChange={({ target }) => setValue("spec.augmentation.flip", target.checked, { shouldDirty: true })}
        />
      </Field>
      {!backbone && (
        <>
          <NumberField name="spec.augmentation.shift" label="Shift" range={LIMITS.shift} hint="Pixels, each way." />
          <NumberField
            name="spec.augmentation.cutout"
            label="Cutout"
            range={LIMITS.cutout}
            hint="Pixels, side of a square."
          />
        </>
      )}
    </div>
  );
}
