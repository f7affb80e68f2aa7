"use client";
import type { CSSProperties } from "react";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { IconButton } from "../../../_ui/button.tsx";
import { Marker } from "../../../_ui/chart/marker.tsx";
import { slotColor } from "../../../_ui/chart/slots.ts";
import { Link } from "../../../_ui/link.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../_ui/menu-props.ts";
import { formatCount, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { Status } from "../../../_ui/status.tsx";
import { withMoved, withoutRuns } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import type { ChangeView } from "./use-compare-view.ts";

type RunHeadsProps = {
  runs: readonly ShownRun[];
  hidden: ReadonlySet<number>;
  isShared: boolean;
  onToggle: (slot: number) => void;
  onChange: ChangeView;
};

/** Each run with its colour and shape, its size and its result. The marker hides and shows it in all drawings. */
export function RunHeads({ runs, hidden, isShared, onToggle, onChange }: RunHeadsProps) {
  const entries = (run: ShownRun, place: number): MenuEntry[] => [
    {
      label: "Move forward",
      icon: "up",
      disabled: place === 0,
      onSelect: () => onChange((view) => withMoved(view, run.id, -1)),
    },
    {
      label: "Move back",
      icon: "down",
      disabled: place === runs.length - 1,
      onSelect: () => onChange((view) => withMoved(view, run.id, 1)),
    },
    {
      label: "Show alone",
      icon: "eye",
      onSelect: () =>
        onChange((view) => ({
          ...view,
          hidden: new Set(view.runs.flatMap(({ slot }) => (slot === run.slot ? [] : [slot]))),
        })),
    },
    "line",
    {
      label: "Take out of the comparison",
      icon: "x",
      onSelect: () => onChange((view) => withoutRuns(view, [run.id]), "push"),
    },
  ];
  return (
    <>
      <ul className="run-heads" aria-label="Runs that are compared">
        {runs.map((run, place) => (
          <li
            key={run.id}
            style={{ "--series": `var(--${slotColor(run.slot)})` } as CSSProperties}
            data-hidden={hidden.has(run.slot)}
          >
            <button
              type="button"
              className="run-head-marker"
              aria-pressed={!hidden.has(run.slot)}
              aria-label={`Show ${run.label} in the drawings`}
              title={hidden.has(run.slot) ? "Show in the drawings" : "Hide in the drawings"}
              onClick={() => onToggle(run.slot)}
            >
              <Marker slot={run.slot} muted={hidden.has(run.slot)} />
            </button>
            <div className="run-head-name">
              {isShared ? <b>{run.label}</b> : <Link href={`/runs/${run.id}`}>{run.label}</Link>}
              <span className="caption">
                {formatCount(run.parameters)} parameters
                {run.endedEarly && `, stopped after epoch ${run.epoch}`}
              </span>
            </div>
            <Result run={run} />
            {!isShared && (
              <Menu
                trigger={<IconButton icon="dots" label={`More about ${run.label}`} />}
                entries={entries(run, place)}
              />
            )}
          </li>
        ))}
      </ul>
      {hidden.size > 0 && (
        <p className="caption mt-2">
          {hidden.size} of {runs.length} not drawn.{" "}
          <button
            type="button"
            className="text-link"
            onClick={() => onChange((view) => ({ ...view, hidden: new Set() }))}
          >
            Show all
          </button>
        </p>
      )}
    </>
  );
}

/** The test accuracy with its interval; of a run without one its state. */
function Result({ run }: { run: ShownRun }) {
  if (run.testAccuracy === null || run.testCount === null) return <Status state={run.state} />;
  return (
    <span className="run-head-result">
      {formatPercent(run.testAccuracy, 2, "")}{" "}
      <small>{formatInterval(accuracyInterval(run.testAccuracy, run.testCount))}&nbsp;%</small>
    </span>
  );
}
