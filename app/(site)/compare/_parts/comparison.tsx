"use client";
import { COMPARED_RUNS } from "#domain/limits";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Note } from "../../../_ui/note.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { LiveNote } from "../../_parts/live-note.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { choosePair } from "../_view/choose-pair.ts";
import { withoutRuns, withToggled } from "../_view/compare-view.ts";
import { ChooseRuns } from "./choose-runs.tsx";
import { CompareActs } from "./compare-acts.tsx";
import { CompareHead } from "./compare-head.tsx";
import { ConfusionSection } from "./confusion-section.tsx";
import { Curves } from "./curves.tsx";
import { GoneRuns } from "./gone-runs.tsx";
import { MetricTable } from "./metric-table.tsx";
import { ParallelSection } from "./parallel-section.tsx";
import { ParameterTable } from "./parameter-table.tsx";
import { RunHeads } from "./run-heads.tsx";
import { ScatterSection } from "./scatter-section.tsx";
import { SeedRemark } from "./seed-remark.tsx";
import { Significance } from "./significance.tsx";
import { useCompareView } from "./use-compare-view.ts";
import { useComparison } from "./use-comparison.ts";

type ComparisonProps = {
  /** The runs of a shared link; without it the address names them, and they can be changed. */
  fixed?: readonly string[];
};

/** Runs whose parameters fit beside the confusion matrix. */
const FEW = 3;

/** Two to fifty runs side by side. All that is chosen here stands in the address. */
export function Comparison({ fixed }: ComparisonProps) {
  const [view, change] = useCompareView(fixed);
  const { query, runs, gone, isPending } = useComparison(view.runs);
  const isShared = fixed !== undefined;
  const pair = choosePair(runs, view.pair);
  const parameters = <ParameterTable runs={runs} identical={view.identical} onChange={change} />;
  const significance = pair && <Significance a={pair.a} b={pair.b} runs={runs} />;

  return (
    <div className="page-wide">
      <CompareHead
        count={view.runs.length}
        actions={!isShared && view.runs.length > 0 && <CompareActs view={view} runs={runs} onChange={change} />}
      />
      {view.leftOut > 0 && (
        <Note tone="warn" className="mb-5">
          The address names {view.runs.length + view.leftOut} runs; the first {view.runs.length} are compared.
        </Note>
      )}
      {gone.length > 0 && (
        <GoneRuns
          gone={gone}
          total={view.runs.length}
          onRemove={
            isShared
              ? undefined
              : () =>
                  change((now) =>
                    withoutRuns(
                      now,
                      gone.map(({ id }) => id),
                    ),
                  )
          }
        />
      )}
      <LiveNote query={query} />
      {query.isError && !query.data && (
        <ErrorState title="The runs could not be loaded." onRetry={() => query.refetch()} retrying={query.isRefetching}>
          {refusalText(query.error)}
        </ErrorState>
      )}
      {isPending && <SkeletonRows rows={8} height={56} />}
      {runs.length > 0 && (
        <RunHeads
          runs={runs}
          hidden={view.hidden}
          isShared={isShared}
          onToggle={(slot) => change((now) => withToggled(now, slot))}
          onChange={change}
        />
      )}
      {!isPending && !query.isError && runs.length < COMPARED_RUNS.min && !isShared && (
        <ChooseRuns view={view} onChange={change} />
      )}
      {runs.length >= COMPARED_RUNS.min && (
        <>
          <Curves runs={runs} view={view} onChange={change} />
          {runs.length <= FEW ? (
            <div className="columns-two">
              <div>
                {parameters}
                <SeedRemark runs={runs} />
              </div>
              <div>
                <ConfusionSection pair={pair} onChange={change} />
                {significance}
              </div>
            </div>
          ) : (
            <>
              {parameters}
              <div className="columns-two">
                <ConfusionSection pair={pair} onChange={change} />
                <div>
                  {significance}
                  <SeedRemark runs={runs} />
                </div>
              </div>
            </>
          )}
          <MetricTable runs={runs} steps={view.steps} onChange={change} />
          <ParallelSection runs={runs} view={view} onChange={change} />
          <ScatterSection runs={runs} view={view} onChange={change} />
        </>
      )}
    </div>
  );
}
