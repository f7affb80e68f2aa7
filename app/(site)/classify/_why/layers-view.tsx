"use client";
import { useMemo, useState } from "react";
import { convolutionOutputs } from "#domain/architectures/convolution-outputs";
import { summarize } from "#domain/architectures/summary";
import { useExplanation } from "../../../_inference/use-explanation.ts";
import { Field } from "../../../_ui/field.tsx";
import { Select } from "../../../_ui/select.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { ChannelGrid } from "./channel-grid.tsx";
import { Computing } from "./computing.tsx";
import { UnitGrid } from "./unit-grid.tsx";
import type { WhyProps } from "./why-props.ts";

/** What any layer answers to the picture: a map for each channel, or one number for each unit. */
export function LayersView({ model, input }: Pick<WhyProps, "model" | "input">) {
  const { layers, inputShape, manifestSha256, classes } = model;
  const rows = useMemo(() => summarize(layers, inputShape).layers, [layers, inputShape]);
  const [wanted, setWanted] = useState<string | null>(null);
  const first = convolutionOutputs(layers, inputShape)[0]?.output ?? layers[0]?.name;
  const row = rows.find(({ layer }) => layer.name === (wanted ?? first)) ?? rows[0];
  const name = row?.layer.name ?? "";
  const state = useExplanation<"layer">(manifestSha256, input, { kind: "layer", layer: name });
  const { latest } = state;
  const isLast = name === layers.at(-1)?.name;
  return (
    <div className="grid gap-3.5">
      <Field label="Layer">
        <Select value={name} onChange={({ target }) => setWanted(target.value)}>
          {rows.map(({ layer, output }) => (
            <option key={layer.name} value={layer.name}>
              {layer.name}, {output.join(" × ")}
            </option>
          ))}
        </Select>
      </Field>
      {latest === null ? (
        state.status === "working" && <Skeleton className="h-40 w-full" />
      ) : latest.height * latest.width > 1 ? (
        <ChannelGrid key={name} maps={latest} layer={name} model={model} input={input} />
      ) : (
        <UnitGrid values={latest.values} names={isLast ? classes : null} />
      )}
      <Computing state={state} what={`The answer of ${name}`} />
      <p className="caption">
        {latest && latest.height * latest.width > 1
          ? "Each square is one channel, black where it is least and white where it is greatest, so two channels cannot be compared by their brightness. Choose one to see its numbers and its weights."
          : "Orange is above zero, blue below, clearer the further."}{" "}
        A channel that lights up on something has not thereby learnt what we would call it.
      </p>
    </div>
  );
}
