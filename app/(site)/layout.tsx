import type { ReactNode } from "react";
import { getViewer } from "../_session/viewer.ts";
import { TrpcProvider } from "../_trpc/provider.tsx";
import { ViewerFrame } from "./_parts/viewer-frame.tsx";

/** The frame around every page, for whoever is looking. */
export default async function SiteLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  const user = viewer && { name: viewer.name, email: viewer.email, role: viewer.role };
  return (
    <TrpcProvider visitor={viewer === null}>
      <ViewerFrame user={user}>{children}</ViewerFrame>
    </TrpcProvider>
  );
}
