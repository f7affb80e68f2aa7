"use client";
import { useMemo, useState } from "react";
import { convolutionOutputs } from "#domain/architectures/convolution-outputs";
import { csvText } from "#domain/export/csv";
import { useExplanation } from "../../../_inference/use-explanation.ts";
import { Button } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { Field } from "../../../_ui/field.tsx";
import { formatSignificant } from "../../../_ui/numbers.ts";
import { saveText } from "../../../_ui/save-text.ts";
import { Select } from "../../../_ui/select.tsx";
import { Computing } from "./computing.tsx";
import { ClassField, HeatLegend, StrengthField } from "./heat-controls.tsx";
import { HeatFigures } from "./heat-figures.tsx";
import { placeOfLargest } from "./place-words.ts";
import type { HeatViewProps } from "./why-props.ts";

/** Where the maps of a convolution speak for a class. */
export function GradCamView({ model, modelName, picture, framing, input, chances, chosen, ...rest }: HeatViewProps) {
  const { layers, inputShape, manifestSha256, classes } = model;
  const [height, width] = inputShape;
  const outputs = useMemo(() => convolutionOutputs(layers, inputShape), [layers, inputShape]);
  const [wanted, setWanted] = useState<string | null>(null);
  const layer = outputs.find(({ output }) => output === wanted) ?? outputs.at(-1);
  const classIndex = chosen ?? chances[0]?.index ?? 0;
  const name = classes[classIndex] ?? "";
  const state = useExplanation<"gradCam">(
    manifestSha256,
    input,
    layer ? { kind: "gradCam", classIndex, layer: layer.output } : null,
  );
  const { latest } = state;
  const heat = useMemo(() => latest && { values: latest.map, height, width }, [latest, height, width]);
  if (!layer) {
    return (
      <EmptyState icon="layers" title="No maps to look at">
        Grad-CAM looks at the maps of convolutions, and this network has none with more than one place. Occlusion works
        with every network.
      </EmptyState>
    );
  }
  const place = latest && placeOfLargest(latest.map, width);
  const save = () => {
    if (!latest) return;
    const rows = [...latest.map].map((value, i) => [Math.floor(i / width) + 1, (i % width) + 1, value]);
    saveText(csvText(["row", "column", "grad_cam"], rows), `${modelName} Grad-CAM ${name}`, "csv");
  };
  return (
    <div className="grid gap-3.5">
      <div className="grid grid-cols-2 gap-3">
        <ClassField chances={chances} chosen={chosen} onChoose={rest.onChoose} />
        <Field label="Layer">
          <Select value={layer.output} onChange={({ target }) => setWanted(target.value)}>
            {outputs.map(({ convolution, output, height: rows, width: columns }) => (
              <option key={output} value={output}>
                {convolution}, {rows} × {columns}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <HeatFigures
        picture={picture}
        framing={framing}
        input={input}
        heat={heat}
        height={height}
        width={width}
        opacity={rest.strength}
        alt={`Grad-CAM for ${name} over what the network sees${place ? `; strongest ${place}` : ""}`}
        inWords={(value) => `${formatSignificant(value)} for ${name}`}
      />
      {latest && place === null ? (
        <p className="sub">Nothing in this layer speaks for {name}. Choose another layer or class.</p>
      ) : (
        <HeatLegend positive={`Full colour: speaks most for ${name}`} />
      )}
      <StrengthField value={rest.strength} onChange={rest.onStrength} />
      <Computing state={state} what="Grad-CAM">
        <Button size="sm" variant="plain" icon="download" onClick={save}>
          CSV
        </Button>
      </Computing>
      <p className="caption">
        Where maps of {layer.convolution} raise the score of {name}, each map weighed by how much the score grows with
        it. It is as coarse as the layer, {layer.height} × {layer.width} places; it leaves out what speaks against{" "}
        {name}; and it does not prove that the network needs these places. Occlusion tries that.
      </p>
    </div>
  );
}
