"use client";
import { type KeyboardEvent, useMemo } from "react";
import { trialsOf } from "#domain/sweeps/trials";
import { Button } from "../../../../_ui/button.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { checkDraft } from "../../_view/sweep-draft.ts";
import { BaseFields } from "./base-fields.tsx";
import { DimensionFields } from "./dimension-fields.tsx";
import { RepetitionFields } from "./repetition-fields.tsx";
import { TrialPreview } from "./trial-preview.tsx";
import { type SweepStart, useSweepDraft } from "./use-sweep-draft.ts";
import { useSweepEstimate } from "./use-sweep-estimate.ts";
import { useSweepLaunch } from "./use-sweep-launch.ts";

/** The fields on the left; on the right, at once, which runs there would be and when. */
export function SweepForm(start: SweepStart) {
  const { draft, change, awake, restored, startOver, forget } = useSweepDraft(start);
  const { plan, issues } = useMemo(() => checkDraft(draft), [draft]);
  const trials = useMemo(() => plan && trialsOf(plan), [plan]);
  const estimate = useSweepEstimate(plan);
  const launch = useSweepLaunch(forget);
  const possible = trials?.filter(({ spec }) => spec !== null).length ?? 0;
  const isReady = plan !== null && issues.size === 0;
  const submit = () => {
    if (isReady) launch.start({ name: draft.name, plan });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const withModifier = event.ctrlKey || event.metaKey;
    // A plain Enter in a field adds a value or does nothing; it would launch by accident.
    if (withModifier || event.target instanceof HTMLInputElement) event.preventDefault();
    if (withModifier) submit();
  };

  return (
    <form
      noValidate
      aria-label="New sweep"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={onKeyDown}
      className="grid items-start gap-12 max-tablet:gap-8 max-tablet:pb-28 wide:grid-cols-[minmax(0,1fr)_500px]"
    >
      <fieldset disabled={!awake} className="contents">
        <div className="min-w-0 [&>.plate:first-child]:mt-0">
          {restored && (
            <Note icon="undo">
              <b>Your draft is back.</b>{" "}
              <button type="button" className="text-link" onClick={startOver}>
                Start over
              </button>
            </Note>
          )}
          <BaseFields draft={draft} issues={issues} change={change} />
          <DimensionFields draft={draft} issues={issues} change={change} />
          <RepetitionFields draft={draft} issues={issues} change={change} />
        </div>
        <aside aria-label="What will run" className="min-w-0 wide:sticky wide:top-[calc(var(--bar)+24px)]">
          <TrialPreview trials={trials} plan={plan} estimate={estimate} />
          {launch.error && (
            <Note tone="bad" role="alert" className="mt-5">
              <b>Not launched.</b> {launch.error}
            </Note>
          )}
          <div className="launch-bar">
            <LaunchPromise issues={issues} possible={possible} />
            <Button type="submit" variant="go" size="big" loading={launch.busy} disabled={!isReady} title="Ctrl Enter">
              {possible > 0 ? `Launch ${possible} ${possible === 1 ? "run" : "runs"}` : "Launch"}
            </Button>
          </div>
        </aside>
      </fieldset>
    </form>
  );
}

/** What pressing the button brings about, or what stands in the way. */
function LaunchPromise({ issues, possible }: { issues: ReadonlyMap<string, string>; possible: number }) {
  const [issue] = issues.values();
  return (
    <p className="min-w-0" aria-live="polite">
      <b className="block">
        {issue ? (issues.size === 1 ? "One thing to change" : `${issues.size} things to change`) : "Ready to launch"}
      </b>
      <span className={issue ? "caption block text-fail" : "caption block"}>
        {issue ?? (possible > 1 ? "Runs launched one by one go before them." : "")}
      </span>
    </p>
  );
}
