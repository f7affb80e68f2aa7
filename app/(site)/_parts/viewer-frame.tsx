"use client";
import { type ReactNode, useCallback } from "react";
import { authClient } from "../../_session/auth-client.ts";
import type { FrameUser } from "../../_ui/frame/account-menu.tsx";
import { SiteFrame } from "../../_ui/frame/site-frame.tsx";
import { showToast } from "../../_ui/toast.tsx";

/** The frame with the session behind it. */
export function ViewerFrame({ user, children }: { user: FrameUser | null; children: ReactNode }) {
  const signOut = useCallback(async () => {
    const { error } = await authClient.signOut();
    if (error) showToast("Signing out did not work. Try again.", { tone: "bad" });
    // A full load, so that nothing of the account stays in this tab's memory.
    else window.location.assign("/");
  }, []);
  return (
    <SiteFrame user={user} onSignOut={signOut}>
      {children}
    </SiteFrame>
  );
}
