import { ButtonLink } from "../../../_ui/button.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";

/** Nothing to classify with yet, and the way to the first model. */
export function NoModels({ signedIn }: { signedIn: boolean }) {
  return (
    <div className="mt-4">
      <EmptyState
        icon="scan"
        title="No model to try yet"
        actions={
          signedIn ? (
            <ButtonLink variant="go" href="/experiments">
              Train the first one
            </ButtonLink>
          ) : (
            <>
              <ButtonLink variant="go" href="/sign-up">
                Create an account
              </ButtonLink>
              <ButtonLink href="/sign-in?next=%2Fclassify">Sign in</ButtonLink>
            </>
          )
        }
      >
        Models appear here when somebody has trained and published one.{" "}
        {signedIn
          ? "A first small one takes about two minutes; you can try it here before you publish it."
          : "With an account you train a small one in about two minutes."}
      </EmptyState>
    </div>
  );
}
