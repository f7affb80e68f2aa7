"use client";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { Note } from "../../../_ui/note.tsx";
import { useLaunch } from "../../experiments/_parts/use-launch.ts";
import { firstTraining } from "../../experiments/_view/first-training.ts";

/** A leaderboard without models: the way to its first row. */
export function FirstModel({ signedIn }: { signedIn: boolean }) {
  return (
    <EmptyState
      icon="podium"
      title="No model has been published yet"
      actions={signedIn ? <LaunchFirst /> : <SignUpFirst />}
    >
      The first row is two minutes away: the small network of the lab, trained on 5,000 images for three epochs. When it
      is done, publish it from its run.
    </EmptyState>
  );
}

function SignUpFirst() {
  return (
    <>
      <ButtonLink variant="go" href="/sign-up?next=%2Fleaderboard">
        Create an account
      </ButtonLink>
      <ButtonLink href="/sign-in?next=%2Fleaderboard">Sign in</ButtonLink>
    </>
  );
}

function LaunchFirst() {
  const launch = useLaunch();
  return (
    <>
      <Button variant="go" loading={launch.busy} onClick={() => launch.start(firstTraining())}>
        Start the first training
      </Button>
      <ButtonLink href="/experiments/new">Design another</ButtonLink>
      {launch.error && (
        <Note tone="bad" role="alert" className="w-full text-left">
          {launch.error}
        </Note>
      )}
    </>
  );
}
