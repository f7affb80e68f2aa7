"use client";
import { Fragment } from "react";
import { BACKBONES } from "#domain/backbones/catalogue";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { RunColumn } from "#domain/runs/run-columns";
import { Meter } from "../../../_ui/meter.tsx";
import { formatCount, formatDuration, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { Sparkline } from "../../../_ui/sparkline.tsx";
import { Tag } from "../../../_ui/tag.tsx";
import { formatAbout } from "../../runs/_view/about-duration.ts";
import type { FeatureProgress, RunListRow, RunSummary } from "../../runs/_view/run-types.ts";
import { epochsDone } from "../../runs/_view/time-left.ts";
import { columnText } from "../_view/column-text.ts";

type RunCellProps = {
  run: RunListRow;
  column: RunColumn;
  /** Lowest and highest validation accuracy of the table: its sparklines share one scale. */
  domain: readonly [number, number];
  /** The highest validation accuracy of the table. */
  leading: boolean;
  /** Milliseconds since 1970; null before the page has come to life. */
  now: number | null;
};

/** What stands in a column for a run. */
export function RunCell({ run, column, domain, leading, now }: RunCellProps) {
  switch (column.id) {
    case "specification":
      return <Spec run={run} />;
    case "curve":
      return <Curve run={run} domain={domain} />;
    case "validation":
      return (
        run.bestValidationAccuracy !== null && (
          <span className={leading ? "best" : "font-medium"}>{formatPercent(run.bestValidationAccuracy, 2, "")}</span>
        )
      );
    case "test":
      return <Test run={run} />;
    case "duration":
      return <Duration run={run} now={now} />;
    case "started":
      return <RelativeTime at={run.startedAt ?? run.queuedAt} />;
    default:
      return <Value column={column} value={run.values[column.id] ?? null} />;
  }
}

function Value({ column, value }: { column: RunColumn; value: RunListRow["values"][string] }) {
  if (value instanceof Date) return <RelativeTime at={value} />;
  if (Array.isArray(value)) {
    return value.length === 0 ? null : (
      <span className="tag-list">
        {value.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </span>
    );
  }
  const text = columnText(column, value);
  if (column.id !== "note" || text === "") return text;
  return (
    <span className="run-note" title={text}>
      {text}
    </span>
  );
}

function Curve({ run, domain }: Pick<RunCellProps, "run" | "domain">) {
  if (run.sparkline.length < 2) return null;
  return (
    <Sparkline
      values={run.sparkline}
      domain={domain}
      slots={run.epochs}
      best={run.bestEpoch === null ? undefined : run.bestEpoch - 1}
      label={`Validation accuracy over ${run.sparkline.length} epochs`}
    />
  );
}

const OPTIMIZERS = { adam: "Adam", adamw: "AdamW", sgd: "SGD" } as const;

function Spec({ run }: { run: RunSummary }) {
  const parts = [
    run.preset ?? (run.backbone ? BACKBONES[run.backbone].title : `${formatCount(run.parameters)} parameters`),
    `${run.epochs} ${run.epochs === 1 ? "epoch" : "epochs"}`,
    `batch ${formatCount(run.batchSize)}`,
    `${OPTIMIZERS[run.optimizer]} ${run.learningRate}`,
    ...(run.trainingSubset === null ? [] : [`${formatCount(run.trainingSubset)} images`]),
  ];
  // The blank stands between the parts: lines may be broken there, and nowhere else.
  return parts.map((part, i) => (
    <Fragment key={part}>
      <span className="whitespace-nowrap">
        {part}
        {i < parts.length - 1 && <span className="unit"> ·</span>}
      </span>{" "}
    </Fragment>
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

const UNDER_WAY = "inline-grid justify-items-end gap-1 max-tablet:inline-flex max-tablet:items-center max-tablet:gap-2";

/** How far those are that a training waits for. */
function Features({ features: { done, total } }: { features: FeatureProgress }) {
  return (
    <span className={UNDER_WAY}>
      <span className="faint">features</span>
      <Meter share={total > 0 ? done / total : 0} tone="accent" className="w-[72px]" />
    </span>
  );
}

/** Below this share of a training, what it took so far says too little about the rest. */
const ENOUGH_DONE = 0.02;

function Duration({ run, now }: { run: RunListRow; now: number | null }) {
  if (run.state === "queued") {
    const { expectedStart } = run.queue ?? {};
    return expectedStart && now ? (
      <span className="faint">{startsIn((expectedStart.getTime() - now) / 1000)}</span>
    ) : null;
  }
  if (run.state !== "running") return formatDuration(run.trainingSeconds);
  if (run.features) return <Features features={run.features} />;
  const share = epochsDone(run) / run.epochs;
  const elapsed = run.startedAt && now ? (now - run.startedAt.getTime()) / 1000 : null;
  return (
    <span className={UNDER_WAY}>
      {elapsed !== null && share > ENOUGH_DONE ? (
        <span>{formatAbout((elapsed * (1 - share)) / share)} left</span>
      ) : (
        <span className="faint">{share > 0 ? "training" : run.backbone ? "features" : "starting"}</span>
      )}
      <Meter share={share} tone="accent" className="w-[72px]" />
    </span>
  );
}
