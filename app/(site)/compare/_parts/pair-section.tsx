"use client";
import { Plate } from "../../../_ui/plate.tsx";
import { Select } from "../../../_ui/select.tsx";
import type { ShownRun } from "../_view/compared-run.ts";
import { ConfusionDifference } from "./confusion-difference.tsx";
import { Significance } from "./significance.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type PairSectionProps = {
  runs: readonly ShownRun[];
  chosen: { a: number; b: number } | null;
  onChange: ChangeView;
};

/** Two runs against each other: where they confuse classes differently, and whether one is better at all. */
export function PairSection({ runs, chosen, onChange }: PairSectionProps) {
  const tested = runs.filter(({ confusion }) => confusion !== null);
  if (tested.length < 2) {
    return (
      <Plate title="Confusion, difference">
        <p className="sub">
          {tested.length === 0 ? "None of these runs was tested" : "Only one of these runs was tested"} on the test
          images: that happens when a run ends by itself or is stopped, not when it fails or is cancelled.
        </p>
      </Plate>
    );
  }
  const find = (slot: number | undefined) => tested.find((run) => run.slot === slot);
  const a = find(chosen?.a) ?? tested.find(({ slot }) => slot !== chosen?.b);
  const b = find(chosen?.b) ?? tested.findLast(({ slot }) => slot !== a?.slot);
  if (!a || !b) return null;
  const choose = (pair: { a: number; b: number }) => onChange((view) => ({ ...view, pair }));
  return (
    <Plate
      title="Confusion, difference"
      tools={
        <div className="pair-choice">
          <RunChoice
            label="First run"
            runs={tested}
            value={a.slot}
            onChoose={(slot) => choose({ a: slot, b: slot === b.slot ? a.slot : b.slot })}
          />
          <span className="caption">minus</span>
          <RunChoice
            label="Second run"
            runs={tested}
            value={b.slot}
            onChoose={(slot) => choose({ a: slot === a.slot ? b.slot : a.slot, b: slot })}
          />
        </div>
      }
    >
      <ConfusionDifference a={a} b={b} />
      <Significance a={a} b={b} runs={runs} />
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
