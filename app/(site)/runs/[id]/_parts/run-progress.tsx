"use client";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { formatCount, formatLoss, formatPercent } from "../../../../_ui/numbers.ts";
import { Ruler } from "../../../../_ui/ruler.tsx";
import { useNow } from "../../_parts/use-now.ts";
import { aboutParts } from "../../_view/about-duration.ts";
import { bestEpoch } from "../../_view/best-epoch.ts";
import type { RunFeed } from "../../_view/run-feed.ts";
import { paceOf, runSecondsLeft } from "../../_view/run-pace.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { epochsDone } from "../../_view/time-left.ts";

/** How far a running run is, and how long it will still take. */
export function RunProgress({ run, feed }: { run: RunDetail; feed: RunFeed }) {
  const clock = useNow(true);
  const pace = paceOf(run, feed);
  const done = epochsDone(pace);
  const left = runSecondsLeft(run, pace);
  const best = bestEpoch(feed.epochs);
  const elapsed = run.startedAt && clock ? Math.max(0, (clock - run.startedAt.getTime()) / 1000) : null;
  const trained = done >= run.epochs;

  return (
    <section aria-label="Progress">
      <Ruler epochs={run.epochs} done={done} best={best?.epoch} label="Training" />
      <Figures layout="row" className="mt-4">
        <Figure label={trained ? "now" : "left"} lead loading={!trained && left === null}>
          {trained ? "testing" : left !== null && <Measure parts={aboutParts(left)} />}
        </Figure>
        <Figure label="batch">
          {formatCount(pace.step)} <small>of {formatCount(run.stepsPerEpoch)}</small>
        </Figure>
        <Figure label="images / s">{formatCount(pace.imagesPerSecond)}</Figure>
        <Figure label="elapsed">{elapsed === null ? "–" : <Measure parts={aboutParts(elapsed)} />}</Figure>
        <Figure label={best ? `best validation, epoch ${best.epoch}` : "best validation"} best={best !== undefined}>
          {best ? (
            <>
              {formatPercent(best.validationAccuracy, 2, "")} <small>%</small>
            </>
          ) : (
            "–"
          )}
        </Figure>
        <Figure label="train loss, now">{formatLoss(feed.now?.loss ?? feed.epochs.at(-1)?.trainLoss)}</Figure>
      </Figures>
    </section>
  );
}
