"use client";
import { Logo } from "./_ui/logo.tsx";
import { PageFailure, type PageFailureProps } from "./_ui/page-failure.tsx";

/** For failures of the frame itself, as when the database does not answer who is looking. */
export default function FrameErrorPage(props: PageFailureProps) {
  return (
    <main className="mx-auto max-w-page px-6 py-16">
      <Logo className="mb-8 size-8" />
      <PageFailure {...props} />
    </main>
  );
}
