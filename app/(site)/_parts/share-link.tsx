"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import type { AppRouter } from "#server/router";
import { Button, IconButton } from "../../_ui/button.tsx";
import { Input } from "../../_ui/input.tsx";
import { RelativeTime } from "../../_ui/relative-time.tsx";
import { copyText } from "./copy-text.ts";

type Link = inferRouterOutputs<AppRouter>["shares"]["list"][number];

type ShareLinkProps = {
  link: Link;
  /** Says what it shows, where that is not clear from the place. */
  titled: boolean;
  /** Made just now: its address is focused and selected. */
  fresh: boolean;
  onRevoke: () => Promise<unknown>;
};

export const addressOf = (path: string): string => new URL(path, window.location.origin).href;

/** What a link shows, in a few words. */
function titleOf({ target, names }: Link): string {
  switch (target.kind) {
    case "run":
      return names[0] ?? "A run that is gone";
    case "comparison":
      return `Comparison: ${names.join(", ") || "its runs are gone"}`;
    case "report":
      return `Report: ${names.join(", ") || "its runs are gone"}`;
    case "model":
      return `Model: ${names[0] ?? "it is gone"}`;
  }
}

/** One link: its address, when it was made, and the way to end it, which asks once. */
export function ShareLink({ link, titled, fresh, onRevoke }: ShareLinkProps) {
  const address = addressOf(link.path);
  const [asking, setAsking] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const revoke = async () => {
    setRevoking(true);
    await onRevoke();
    setRevoking(false);
  };
  return (
    <li className="border-line border-b py-3">
      {titled && <p className="mb-1 truncate font-medium text-sm">{titleOf(link)}</p>}
      <div className="flex items-center gap-2">
        <Input
          readOnly
          aria-label="Address of the link"
          value={address}
          autoFocus={fresh}
          onFocus={(event) => event.currentTarget.select()}
          className="code"
        />
        <IconButton icon="copy" label="Copy the link" onClick={() => copyText(address, "Link copied")} />
      </div>
      <div className="mt-1 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <span className="caption">
          {asking ? (
            "Whoever has it will see nothing any more. This cannot be undone."
          ) : (
            <>
              Made <RelativeTime at={link.createdAt} />
            </>
          )}
        </span>
        {asking ? (
          <span className="flex gap-2">
            <Button size="sm" onClick={() => setAsking(false)} disabled={revoking}>
              Keep it
            </Button>
            <Button size="sm" variant="danger" loading={revoking} onClick={revoke}>
              Revoke the link
            </Button>
          </span>
        ) : (
          <Button size="sm" variant="plain" onClick={() => setAsking(true)}>
            Revoke
          </Button>
        )}
      </div>
    </li>
  );
}
