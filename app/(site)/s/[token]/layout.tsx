import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getShare } from "../../../_session/share.ts";
import { SharedTrpcProvider } from "../../../_trpc/provider.tsx";
import { Note } from "../../../_ui/note.tsx";

type Props = { params: Promise<{ token: string }>; children: ReactNode };

/** Around what a link shows: its token goes with every call, and it says what this is. */
export default async function SharedLayout({ params, children }: Props) {
  const { token } = await params;
  const share = await getShare();
  if (!share) notFound();
  return (
    <SharedTrpcProvider token={token}>
      {children}
      <Note icon="eye" className="mt-10">
        <b>Shared by {share.ownerName}.</b> You see it as it is now; nothing can be changed here.
      </Note>
    </SharedTrpcProvider>
  );
}
