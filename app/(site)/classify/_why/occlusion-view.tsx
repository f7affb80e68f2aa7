"use client";
import { useMemo, useState } from "react";
import { summarize } from "#domain/architectures/summary";
import { csvText } from "#domain/export/csv";
import { placesAlong } from "#domain/models/occlusion-grid";
import { useExplanation } from "../../../_inference/use-explanation.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { formatPercent } from "../../../_ui/numbers.ts";
import { saveText } from "../../../_ui/save-text.ts";
import { Select } from "../../../_ui/select.tsx";
import { Computing } from "./computing.tsx";
import { ClassField, HeatLegend, StrengthField } from "./heat-controls.tsx";
import { HeatFigures } from "./heat-figures.tsx";
import { placeOfLargest } from "./place-words.ts";
import type { HeatViewProps } from "./why-props.ts";

const SIZES = [4, 6, 8, 12, 16] as const;
const STRIDES = [1, 2, 4] as const;

/** Below this a picture takes a few milliseconds, and hundreds of places no time worth waiting for. */
const QUICK_FLOPS = 1e8;

/** What a class loses where a grey square hides the picture. */
export function OcclusionView({ model, modelName, picture, framing, input, chances, chosen, ...rest }: HeatViewProps) {
  const { layers, inputShape, manifestSha256, classes } = model;
  const [height, width] = inputShape;
  const [size, setSize] = useState<number>(8);
  const [stride, setStride] = useState<number>(() => (summarize(layers, inputShape).flops < QUICK_FLOPS ? 2 : 4));
  const classIndex = chosen ?? chances[0]?.index ?? 0;
  const name = classes[classIndex] ?? "";
  const state = useExplanation<"occlusion">(manifestSha256, input, { kind: "occlusion", classIndex, size, stride });
  const { latest } = state;
  const heat = useMemo(() => latest && { values: latest.map, height, width }, [latest, height, width]);
  const [tops, lefts] = [placesAlong(height, size, stride), placesAlong(width, size, stride)];
  const place = latest && placeOfLargest(latest.map, width);
  const most = latest ? Math.max(...latest.drops) : 0;
  const least = latest ? Math.min(...latest.drops) : 0;

  const save = () => {
    if (!latest) return;
    const rows = [...latest.drops].map((drop, i) => [
      (tops[Math.floor(i / lefts.length)] ?? 0) + 1,
      (lefts[i % lefts.length] ?? 0) + 1,
      size,
      latest.probability - drop,
      drop,
    ]);
    const head = ["row", "column", "side", "probability", "drop"];
    saveText(csvText(head, rows), `${modelName} occlusion ${name}`, "csv");
  };
  return (
    <div className="grid gap-3.5">
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)] gap-3 max-tablet:grid-cols-2">
        <ClassField className="max-tablet:col-span-2" chances={chances} chosen={chosen} onChoose={rest.onChoose} />
        <Field label="Square">
          <Select
            value={size}
            onChange={({ target }) => {
              setSize(Number(target.value));
              setStride(Math.min(stride, Number(target.value)));
            }}
          >
            {SIZES.filter((side) => side <= Math.min(height, width)).map((side) => (
              <option key={side} value={side}>
                {side} × {side}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Step">
          <Select value={stride} onChange={({ target }) => setStride(Number(target.value))}>
            {STRIDES.filter((step) => step <= size).map((step) => (
              <option key={step} value={step}>
                {step === 1 ? "1 pixel" : `${step} pixels`}
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
        alt={`Occlusion for ${name} over what the network sees${place ? `; hiding costs most ${place}` : ""}`}
        inWords={(value) => `hiding it ${value < 0 ? "adds" : "costs"} ${formatPercent(Math.abs(value), 1)} on average`}
      />
      <HeatLegend negative={`Blue: hiding it makes ${name} likelier`} positive="Orange: hiding it costs most" />
      <StrengthField value={rest.strength} onChange={rest.onStrength} />
      <Computing state={state} what="Occlusion" steps="places">
        <Button size="sm" variant="plain" icon="download" onClick={save}>
          CSV
        </Button>
      </Computing>
      {latest && (
        <p className="text-sm">
          The whole picture is {name} to {formatPercent(latest.probability, 1)}. Hiding one place brings that to between{" "}
          {formatPercent(latest.probability - most, 1)} and {formatPercent(latest.probability - least, 1)}.
        </p>
      )}
      <p className="caption">
        A grey square of {size} × {size} pixels hides one place after the other, and the network answers anew. A pixel
        has the mean of all places that hide it. Pictures with grey squares are unlike those that the network learnt
        from, so a part of each change is the square's own doing; and what counts only together with something else
        stays unseen.
      </p>
    </div>
  );
}
