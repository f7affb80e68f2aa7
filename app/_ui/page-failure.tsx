"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button, ButtonLink } from "./button.tsx";
import { PageHead } from "./page-head.tsx";

export type PageFailureProps = { error: Error & { digest?: string }; reset: () => void };

/** What stands in a page's place when it could not be made. The digest finds the error in the server's log. */
export function PageFailure({ error, reset }: PageFailureProps) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <PageHead title="This page did not load" />
      <div role="alert">
        <p className="max-w-[58ch] text-ink-2 text-pretty">
          Something went wrong on our side. Nothing you did is lost, and a run that is training goes on. Try again; if
          it stays like this, tell the administrator.
        </p>
        {error.digest && (
          <p className="caption mt-2">
            Number for the administrator: <span className="code">{error.digest}</span>
          </p>
        )}
      </div>
      <div className="actions mt-6">
        <Button variant="go" icon="retry" onClick={retry}>
          Try again
        </Button>
        <ButtonLink href="/">Go home</ButtonLink>
      </div>
    </>
  );
}
