"use client";
import { DrawingMenu } from "../../../_ui/drawing-menu.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { Select } from "../../../_ui/select.tsx";
import { pairWith, type RunPair } from "../_view/choose-pair.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { confusionDifference, differenceNumbers } from "../_view/confusion-difference.ts";
import { ConfusionDifference, drawDifference } from "./confusion-difference.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type ConfusionSectionProps = { pair: RunPair | null; onChange: ChangeView };

/** Where two runs confuse classes differently. */
export function ConfusionSection({ pair, onChange }: ConfusionSectionProps) {
  if (!pair) {
    return (
      <Plate title="Confusion, difference">
        <p className="sub">
          This needs two runs that were tested on the test images. A run is when it ends by itself or is stopped, not
          when it fails or is cancelled.
        </p>
      </Plate>
    );
  }
  const { a, b, tested } = pair;
  const difference = a.confusion && b.confusion && confusionDifference(a.confusion, b.confusion);
  const choose = (side: "a" | "b", slot: number) => onChange((view) => ({ ...view, pair: pairWith(pair, side, slot) }));
  return (
    <Plate
      title="Confusion, difference"
      tools={
        <div className="pair-choice">
          <RunChoice label="First run" runs={tested} value={a.slot} onChoose={(slot) => choose("a", slot)} />
          <span className="caption">minus</span>
          <RunChoice label="Second run" runs={tested} value={b.slot} onChoose={(slot) => choose("b", slot)} />
          {difference && (
            <DrawingMenu
              noun="the confusion difference"
              name={`${a.label} minus ${b.label}, confusion difference`}
              draw={() => drawDifference(a, b, difference)}
              numbers={() => differenceNumbers(difference, a.classes)}
            />
          )}
        </div>
      }
    >
      {difference ? (
        <ConfusionDifference a={a} b={b} difference={difference} />
      ) : (
        <p className="sub">The two runs tell different classes apart.</p>
      )}
    </Plate>
  );
}

type RunChoiceProps = {
  label: string;
  runs: readonly ShownRun[];
  value: number;
  onChoose: (slot: number) => void;
};

function RunChoice({ label, runs, value, onChoose }: RunChoiceProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
      {runs.map(({ slot, label: name }) => (
        <option key={slot} value={slot}>
          {name}
        </option>
      ))}
    </Select>
  );
}
