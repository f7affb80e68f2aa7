"use client";
import { useState } from "react";
import type { ShareTarget } from "#domain/shares/share-target";
import { Button } from "../../_ui/button.tsx";
import { Dialog } from "../../_ui/dialog.tsx";
import { ShareLinks } from "./share-links.tsx";

type ShareButtonProps = {
  target: ShareTarget;
  /** What is shared, within a sentence: "this run". */
  what: string;
};

/** Opens the dialog in which links to something are made, copied and revoked. */
export function ShareButton({ target, what }: ShareButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="share" onClick={() => setOpen(true)}>
        Share
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Share ${what}`}
        description={`Anybody who has a link sees ${what} without signing in, as it is and as it goes on. They can change nothing and see nothing else of yours.`}
        footer={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        <ShareLinks target={target} />
      </Dialog>
    </>
  );
}
