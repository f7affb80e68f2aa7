import clsx from "clsx";
import type { ReactNode } from "react";
import type { RunState } from "#domain/runs/states";

type StatusMarkProps = {
  state: RunState;
  /** Share of the run that is done, 0..1; fills the ring of a running run. */
  progress?: number;
};

/** The state as a shape: dashed ring, filling ring, tick, diamond, struck ring. */
export function StatusMark({ state, progress = 0 }: StatusMarkProps) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" fill="none" aria-hidden="true">
      {drawing(state, progress)}
    </svg>
  );
}

function drawing(state: RunState, progress: number): ReactNode {
  switch (state) {
    case "queued":
      return <circle cx="7" cy="7" r="5.5" stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2.2 2.12" />;
    case "running":
      return (
        <>
          <circle cx="7" cy="7" r="5.5" stroke="var(--accent-line)" strokeWidth="2" />
          <circle
            cx="7"
            cy="7"
            r="5.5"
            stroke="var(--accent)"
            strokeWidth="2"
            pathLength="100"
            strokeDasharray={`${Math.min(Math.max(progress, 0), 1) * 100} 100`}
            transform="rotate(-90 7 7)"
          />
          <circle cx="7" cy="7" r="2" fill="var(--accent)" className="live" />
        </>
      );
    case "succeeded":
      return (
        <>
          <circle cx="7" cy="7" r="6" fill="var(--accent)" />
          <path
            d="m4.3 7.2 2 2 3.5-4"
            stroke="var(--paper)"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case "failed":
      return (
        <>
          <path d="M7 .6 13.4 7 7 13.4.6 7z" fill="var(--fail)" />
          <path d="m5.2 5.2 3.6 3.6M8.8 5.2 5.2 8.8" stroke="var(--paper)" strokeWidth="1.4" strokeLinecap="round" />
        </>
      );
    case "cancelled":
      return (
        <>
          <circle cx="7" cy="7" r="5.5" stroke="var(--ink-3)" strokeWidth="1.5" />
          <path d="m3.5 10.5 7-7" stroke="var(--ink-3)" strokeWidth="1.5" />
        </>
      );
  }
}

/** A run's state: shape, then word, then colour. `children` replace the word, as in "stopping". */
export function Status({ state, progress, children }: StatusMarkProps & { children?: ReactNode }) {
  return (
    <span className={clsx("status", `status-${state}`)}>
      <StatusMark state={state} progress={progress} />
      {children ?? state}
    </span>
  );
}
