"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { Meter } from "../../../_ui/meter.tsx";
import { formatCount, formatDuration, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { Sparkline } from "../../../_ui/sparkline.tsx";
import { Status } from "../../../_ui/status.tsx";
import { RowLink, Td } from "../../../_ui/table.tsx";
import { formatAbout } from "../../runs/_view/about-duration.ts";
import { ordinal } from "../../runs/_view/ordinal.ts";
import type { RunSummary } from "../../runs/_view/run-types.ts";
import { epochsDone } from "../../runs/_view/time-left.ts";
import { RunMenu, type RunMenuProps } from "./run-menu.tsx";

type RunRowProps = {
  run: RunSummary;
  /** Lowest and highest validation accuracy of the table: its sparklines share one scale. */
  domain: readonly [number, number];
  /** The highest validation accuracy of the table. */
  leading: boolean;
  /** Milliseconds since 1970; null before the page has come to life. */
  now: number | null;
  actions: RunMenuProps["actions"];
};

/** On a phone a row becomes an item of three or four lines; the cells then find their places by name. */
const CELL = "max-tablet:block max-tablet:h-auto! max-tablet:border-0! max-tablet:p-0!";

export function RunRow({ run, domain, leading, now, actions }: RunRowProps) {
  const done = epochsDone(run);
  return (
    <tr className="max-tablet:grid max-tablet:grid-cols-[1fr_auto] max-tablet:gap-x-3 max-tablet:gap-y-0.5 max-tablet:border-b max-tablet:border-line max-tablet:py-3">
      <Td className={clsx(CELL, "whitespace-nowrap max-tablet:col-start-1 max-tablet:row-start-1")}>
        <Status state={run.state} progress={done / run.epochs} />
      </Td>
      <Td className={clsx(CELL, "min-w-60 max-tablet:col-span-2 max-tablet:row-start-2 tablet:max-w-[420px]")}>
        <RowLink href={`/runs/${run.id}`}>{run.name}</RowLink>
        <Why run={run} />
      </Td>
      <Td className={clsx(CELL, "quiet max-tablet:col-start-1 max-tablet:row-start-3 max-tablet:text-xs")}>
        <Spec run={run} />
      </Td>
      <Td
        className={clsx(
          CELL,
          "max-tablet:col-start-2 max-tablet:row-start-3 max-tablet:justify-self-end max-tablet:[&_svg]:h-[18px] max-tablet:[&_svg]:w-[72px]",
        )}
      >
        {run.sparkline.length > 1 && (
          <Sparkline
            values={run.sparkline}
            domain={domain}
            slots={run.epochs}
            best={run.bestEpoch === null ? undefined : run.bestEpoch - 1}
            label={`Validation accuracy over ${run.sparkline.length} epochs`}
          />
        )}
      </Td>
      <Td numeric className={clsx(CELL, "max-tablet:col-start-2 max-tablet:row-start-1 max-tablet:text-lg")}>
        {run.bestValidationAccuracy !== null && (
          <span className={leading ? "best" : "font-medium"}>{formatPercent(run.bestValidationAccuracy, 2, "")}</span>
        )}
      </Td>
      <Td numeric className={clsx(CELL, "max-tablet:hidden")}>
        <Test run={run} />
      </Td>
      <Td
        numeric
        className={clsx(
          CELL,
          "max-tablet:col-start-1 max-tablet:row-start-4 max-tablet:text-left! max-tablet:text-xs max-tablet:text-ink-3",
        )}
      >
        <Duration run={run} done={done} now={now} />
      </Td>
      <Td numeric className={clsx(CELL, "faint max-tablet:col-start-2 max-tablet:row-start-4 max-tablet:text-xs")}>
        <RelativeTime at={run.startedAt ?? run.queuedAt} />
      </Td>
      <Td className={clsx(CELL, "w-8 pl-0! max-tablet:hidden")}>
        <RunMenu run={run} actions={actions} />
      </Td>
    </tr>
  );
}

/** Why a run waits, failed or ended before its time, under its name. */
function Why({ run }: { run: RunSummary }) {
  const reason = whyOf(run);
  if (!reason) return null;
  return (
    <span
      className={clsx(
        "mt-0.5 block max-w-[62ch] text-pretty text-xs leading-[17px]",
        run.state === "failed" ? "text-fail" : "text-ink-2",
      )}
    >
      {reason}
    </span>
  );
}

function whyOf(run: RunSummary): ReactNode {
  switch (run.state) {
    case "queued":
      if (run.held) return "Held: the sweep is paused.";
      return run.queue && `${ordinal(run.queue.place)} in the queue. ${run.queue.waitingFor}`;
    case "running":
      if (run.command === "cancel") return "Being cancelled.";
      return run.command === "stop" ? "Stops after this epoch." : null;
    case "failed":
      return (
        <>
          {run.failureMessage}{" "}
          <a className="text-link" href={`/experiments/new?from=${run.id}`}>
            Change and launch again
          </a>
        </>
      );
    case "cancelled":
      return run.epoch > 0 ? `Cancelled in epoch ${run.epoch} of ${run.epochs}.` : "Cancelled before it started.";
    case "succeeded":
      return run.endedEarly ? `Stopped after epoch ${run.epoch} of ${run.epochs}.` : null;
  }
}

function Spec({ run }: { run: RunSummary }) {
  const parts = [
    run.preset ?? `${formatCount(run.parameters)} parameters`,
    `${run.epochs} ${run.epochs === 1 ? "epoch" : "epochs"}`,
    `seed ${run.seed}`,
    ...(run.trainingSubset === null ? [] : [`${formatCount(run.trainingSubset)} images`]),
  ];
  return parts.map((part, i) => (
    <span key={part} className="whitespace-nowrap">
      {i > 0 && <span className="unit"> · </span>}
      {part}{" "}
    </span>
  ));
}

function Test({ run }: { run: RunSummary }) {
  if (run.testAccuracy === null || run.testCount === null) {
    return run.state === "running" ? <span className="faint">after training</span> : null;
  }
  return (
    <>
      {formatPercent(run.testAccuracy, 2, "")}{" "}
      <span className="unit">{formatInterval(accuracyInterval(run.testAccuracy, run.testCount))}</span>
    </>
  );
}

const startsIn = (seconds: number) => (seconds > 3 ? `starts in ${formatAbout(seconds)}` : "starts any moment");

/** Below this share of a training, what it took so far says too little about the rest. */
const ENOUGH_DONE = 0.02;

function Duration({ run, done, now }: { run: RunSummary; done: number; now: number | null }) {
  if (run.state === "queued") {
    const { expectedStart } = run.queue ?? {};
    return expectedStart && now ? (
      <span className="faint">{startsIn((expectedStart.getTime() - now) / 1000)}</span>
    ) : null;
  }
  if (run.state !== "running") return formatDuration(run.trainingSeconds);
  const share = done / run.epochs;
  const elapsed = run.startedAt && now ? (now - run.startedAt.getTime()) / 1000 : null;
  return (
    <span className="inline-grid justify-items-end gap-1 max-tablet:inline-flex max-tablet:items-center max-tablet:gap-2">
      {elapsed !== null && share > ENOUGH_DONE ? (
        <span>{formatAbout((elapsed * (1 - share)) / share)} left</span>
      ) : (
        <span className="faint">{share > 0 ? "training" : "starting"}</span>
      )}
      <Meter share={share} tone="accent" className="w-[72px]" />
    </span>
  );
}
