"use client";
import { useState } from "react";
import { COMPARED_RUNS } from "#domain/limits";
import { Button } from "../../../_ui/button.tsx";
import { copyLink } from "../../_parts/copy-link.ts";
import { ShareButton } from "../../_parts/share-button.tsx";
import { type CompareView, viewQuery } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { AddRunDialog } from "./add-run-dialog.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type CompareActsProps = { view: CompareView; runs: readonly ShownRun[]; onChange: ChangeView };

/** What can be done with a comparison of one's own. */
export function CompareActs({ view, runs, onChange }: CompareActsProps) {
  const [adding, setAdding] = useState(false);
  const isFull = view.runs.length >= COMPARED_RUNS.max;
  return (
    <>
      <Button icon="link" onClick={() => copyLink("Link copied: it works for you alone")}>
        Copy link
      </Button>
      {runs.length > 0 && (
        <ShareButton
          what="this comparison"
          target={{ kind: "comparison", runIds: runs.map(({ id }) => id), view: sharedQuery(view, runs) }}
        />
      )}
      <Button
        icon="plus"
        disabled={isFull}
        title={isFull ? `A comparison holds ${COMPARED_RUNS.max} runs at most` : undefined}
        onClick={() => setAdding(true)}
      >
        Add a run
      </Button>
      <AddRunDialog open={adding} onOpenChange={setAdding} view={view} onChange={onChange} />
    </>
  );
}

/** The view as it is, over those runs that are there. */
const sharedQuery = (view: CompareView, runs: readonly ShownRun[]): string =>
  viewQuery({ ...view, runs: runs.map(({ id, slot }) => ({ id, slot })) }, false);
