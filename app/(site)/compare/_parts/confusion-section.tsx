"use client";
import { Plate } from "../../../_ui/plate.tsx";
import { Select } from "../../../_ui/select.tsx";
import { pairWith, type RunPair } from "../_view/choose-pair.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { ConfusionDifference } from "./confusion-difference.tsx";
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
  const choose = (side: "a" | "b", slot: number) => onChange((view) => ({ ...view, pair: pairWith(pair, side, slot) }));
  return (
    <Plate
      title="Confusion, difference"
      tools={
        <div className="pair-choice">
          <RunChoice label="First run" runs={tested} value={a.slot} onChoose={(slot) => choose("a", slot)} />
          <span className="caption">minus</span>
          <RunChoice label="Second run" runs={tested} value={b.slot} onChoose={(slot) => choose("b", slot)} />
        </div>
      }
    >
      <ConfusionDifference a={a} b={b} />
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
