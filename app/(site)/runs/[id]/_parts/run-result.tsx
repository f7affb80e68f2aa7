import { accuracyInterval } from "#domain/models/accuracy-interval";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import {
  bytesParts,
  durationParts,
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
} from "../../../../_ui/numbers.ts";
import type { RunFeed } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";

/** What came of a run that succeeded. */
export function RunResult({ run, log }: { run: RunDetail; log: RunFeed["log"] }) {
  const { testAccuracy, testCount } = run;
  const stored = log.findLast(({ data }) => data.type === "published")?.data;
  return (
    <Figures layout="row" className="mb-5">
      <Figure label="test accuracy, 95 % interval" lead loading={testAccuracy === null}>
        {testAccuracy !== null && testCount !== null && (
          <>
            {formatPercent(testAccuracy, 2, "")}{" "}
            <small>{formatInterval(accuracyInterval(testAccuracy, testCount))} %</small>
          </>
        )}
      </Figure>
      <Figure label="test loss">{formatLoss(run.testLoss)}</Figure>
      <Figure label={`best validation, epoch ${run.bestEpoch ?? "–"}`} best>
        {formatPercent(run.bestValidationAccuracy, 2, "")} <small>%</small>
      </Figure>
      <Figure label="parameters">{formatCount(run.parameters)}</Figure>
      <Figure label="model file">
        {stored?.type === "published" ? <Measure parts={bytesParts(stored.bytes)} /> : "–"}
      </Figure>
      <Figure label="trained in">
        {run.trainingSeconds === null ? "–" : <Measure parts={durationParts(run.trainingSeconds)} />}
      </Figure>
    </Figures>
  );
}
