"use client";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { firstTraining } from "../_view/first-training.ts";
import { useLaunch } from "./use-launch.ts";

/** Nobody has launched anything: one click does, with a training that is over in about two minutes. */
export function FirstRun() {
  const launch = useLaunch();
  const first = firstTraining();
  return (
    <>
      <EmptyState
        icon="flask"
        title="No runs yet"
        actions={
          <>
            <Button variant="go" loading={launch.busy} onClick={() => launch.start(first)}>
              Launch the first training
            </Button>
            <ButtonLink href="/experiments/new">Choose a network</ButtonLink>
          </>
        }
      >
        The first one takes a click: the small network on {formatCount(first.spec.trainingSubset)} images for{" "}
        {first.spec.epochs} epochs, about two minutes.
      </EmptyState>
      {launch.error && (
        <p role="alert" className="mt-3 text-center text-fail text-sm">
          {launch.error}
        </p>
      )}
    </>
  );
}
