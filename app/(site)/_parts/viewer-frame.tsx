"use client";
import { type ReactNode, useCallback, useState } from "react";
import type { FrameUser } from "../../_ui/frame/account-menu.tsx";
import { SiteFrame } from "../../_ui/frame/site-frame.tsx";
import { showToast } from "../../_ui/toast.tsx";
import { useSearch } from "./use-search.ts";

/** The frame with the session and the search behind it. */
export function ViewerFrame({ user, children }: { user: FrameUser | null; children: ReactNode }) {
  const [query, setQuery] = useState<string | null>(null);
  const found = useSearch(query);
  const signOut = useCallback(async () => {
    // Most visits do not sign out: what does it is fetched then.
    const signedOut = await import("../../_session/auth-client.ts")
      .then(({ authClient }) => authClient.signOut())
      .catch((error: Error) => ({ error }));
    if (signedOut.error) showToast("Signing out did not work. Try again.", { tone: "bad" });
    // A full load, so that nothing of the account stays in this tab's memory.
    else window.location.assign("/");
  }, []);
  return (
    <SiteFrame user={user} onSignOut={signOut} onSearch={setQuery} found={found}>
      {children}
    </SiteFrame>
  );
}
