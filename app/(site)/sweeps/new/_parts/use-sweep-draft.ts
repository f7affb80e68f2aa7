import { useEffect, useState } from "react";
import { createDraftStore } from "../../../_parts/draft-store.ts";
import { launchDrafts } from "../../../experiments/new/_parts/launch-drafts.ts";
import { beganWith, emptyDraft, type KeptDraft, readKept, type SweepDraft } from "../../_view/sweep-draft.ts";

export type SweepStart = {
  initial: SweepDraft;
  /** What the form was opened with; drafts are kept for each. */
  origin: string;
  /** Names a draft of the launch form to take the spec from, if this tab has it. */
  launchDraft: string | null;
};

const sweepDrafts = createDraftStore<KeptDraft>("sweep", readKept, JSON.stringify);

/** What the form of a new sweep holds, kept over a reload. */
export function useSweepDraft({ initial, origin, launchDraft }: SweepStart) {
  const [start, setStart] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [restored, setRestored] = useState(false);
  const [awake, setAwake] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is what `origin` names
  useEffect(() => {
    const values = launchDraft === null ? null : launchDrafts.load(launchDraft);
    const begun = values ? emptyDraft(values.name, values.spec) : initial;
    const kept = sweepDrafts.load(origin);
    // Who changes the run and comes back to vary it wants what it is now.
    const fits = kept !== null && (values === null || beganWith(kept, begun));
    setStart(begun);
    setDraft(fits ? kept.draft : begun);
    setRestored(fits);
    setAwake(true);
  }, [origin, launchDraft]);
  useEffect(() => {
    if (draft !== start) sweepDrafts.save(origin, { start, draft });
  }, [origin, start, draft]);
  return {
    draft,
    change: (part: Partial<SweepDraft>) => setDraft((before) => ({ ...before, ...part })),
    /** The page has come to life. What is typed before that would be lost. */
    awake,
    /** The form shows what an earlier visit left. */
    restored,
    startOver: () => {
      sweepDrafts.forget(origin);
      setDraft(start);
      setRestored(false);
    },
    forget: () => sweepDrafts.forget(origin),
  };
}
