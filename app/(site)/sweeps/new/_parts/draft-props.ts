import type { SweepDraft } from "../../_view/sweep-draft.ts";

/** What the parts of the form get: the draft, what is wrong with it by place, and a way to change some of it. */
export type DraftProps = {
  draft: SweepDraft;
  issues: ReadonlyMap<string, string>;
  change: (part: Partial<SweepDraft>) => void;
};
