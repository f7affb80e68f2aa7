"use client";
import { useQuery } from "@tanstack/react-query";
import type { NetworkFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Status } from "../../../../_ui/status.tsx";
import type { Candidate } from "../../_view/lab-types.ts";
import type { LabActions } from "./use-lab-actions.ts";

type ChooseRunProps = {
  lab: Lab;
  network: NetworkFigures;
  /** Run that stands for the network now. */
  chosen: string | null;
  actions: LabActions;
  onClose: () => void;
};

/** Lets an earlier run of the same network stand for it, or none. */
export function ChooseRun({ lab, network, chosen, actions, onClose }: ChooseRunProps) {
  const trpc = useTRPC();
  const candidates = useQuery(trpc.labs.candidates.queryOptions({ lab: lab.id, network: network.id }));
  const choose = async (runId: string | null) => {
    await actions.choose(network.id, runId);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`A run for ${network.title.toLowerCase()}`}
      description="Your runs of the same network. Those trained as the lab asks come first."
      footer={
        <>
          {chosen && (
            <Button disabled={actions.choosing} onClick={() => choose(null)}>
              Use none
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {candidates.isPending ? (
        <SkeletonRows rows={3} height={52} />
      ) : candidates.isError ? (
        <ErrorState
          title="Your runs could not be loaded."
          onRetry={() => candidates.refetch()}
          retrying={candidates.isFetching}
        />
      ) : candidates.data.length === 0 ? (
        <p className="sub">You have no run of this network yet. Launch the lab, and it gets one.</p>
      ) : (
        <ul className="lab-candidates" aria-label="Runs">
          {candidates.data.map((candidate) => (
            <li key={candidate.id}>
              <CandidateWords candidate={candidate} />
              <Button
                size="sm"
                disabled={candidate.id === chosen || actions.choosing}
                onClick={() => choose(candidate.id)}
                aria-label={`Use ${candidate.name}`}
              >
                {candidate.id === chosen ? "In use" : "Use"}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function CandidateWords({
  candidate: { name, state, seed, testAccuracy, queuedAt, differences },
}: {
  candidate: Candidate;
}) {
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap gap-x-3">
        <b className="font-medium">{name}</b>
        {testAccuracy === null ? <Status state={state} /> : <span>{formatPercent(testAccuracy)}</span>}
      </p>
      <p className="caption">
        seed {seed}, <RelativeTime at={queuedAt} />
        {differences.length === 0 ? ", as the lab asks" : `; ${differences.join("; ")}`}
      </p>
    </div>
  );
}
