"use client";
import type { ReactNode } from "react";
import type { ExplanationState } from "../../../_inference/use-explanation.ts";
import { Button } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Meter } from "../../../_ui/meter.tsx";
import { formatCount, formatMilliseconds } from "../../../_ui/numbers.ts";

type ComputingProps = {
  state: ExplanationState & { cancel: () => void; retry: () => void };
  /** What is being computed: "Grad-CAM". */
  what: string;
  /** What its steps are: "places". */
  steps?: string;
  /** Stands beside the time when it is done. */
  children?: ReactNode;
};

/** How far an explanation is, with the way to stop it; what went wrong; or how long it took. */
export function Computing({ state, what, steps = "steps", children }: ComputingProps) {
  switch (state.status) {
    case "idle":
      return null;
    case "working":
      return (
        <div className="flex min-h-[30px] flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
          <Meter
            share={state.total > 0 ? state.done / state.total : 0}
            tone="accent"
            label={`Computing ${what}`}
            className="min-w-24 flex-1"
          />
          <span>
            {state.total > 0
              ? `${formatCount(state.done)} of ${formatCount(state.total)} ${steps}`
              : `Computing ${what}`}
          </span>
          <Button size="sm" onClick={state.cancel}>
            Cancel
          </Button>
        </div>
      );
    case "cancelled":
      return (
        <div className="flex min-h-[30px] items-center gap-3 text-xs text-ink-2">
          <span>{what} was cancelled.</span>
          <Button size="sm" icon="retry" onClick={state.retry}>
            Compute it
          </Button>
        </div>
      );
    case "failed":
      return (
        <ErrorState title={`${what} could not be computed.`} onRetry={state.retry}>
          {state.message}
        </ErrorState>
      );
    case "ready":
      return (
        <div className="flex min-h-[30px] flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
          <span>
            {what} took {formatMilliseconds(state.milliseconds)}.
          </span>
          {children}
        </div>
      );
  }
}
