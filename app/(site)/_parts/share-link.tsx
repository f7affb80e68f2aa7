"use client";
import { useState } from "react";
import { Button, IconButton } from "../../_ui/button.tsx";
import { Input } from "../../_ui/input.tsx";
import { RelativeTime } from "../../_ui/relative-time.tsx";
import { copyText } from "./copy-text.ts";

type ShareLinkProps = {
  address: string;
  createdAt: Date;
  /** Made just now: its address is focused and selected. */
  fresh: boolean;
  onRevoke: () => Promise<unknown>;
};

/** One link: its address, when it was made, and the way to end it, which asks once. */
export function ShareLink({ address, createdAt, fresh, onRevoke }: ShareLinkProps) {
  const [asking, setAsking] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const revoke = async () => {
    setRevoking(true);
    await onRevoke();
    setRevoking(false);
  };
  return (
    <li className="border-line border-b py-3">
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
              Made <RelativeTime at={createdAt} />
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
