"use client";
import type { ReactNode } from "react";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { TextArea } from "../../../../_ui/text-area.tsx";
import { copyText } from "../../../_parts/copy-text.ts";

type SecretDialogProps = {
  title: string;
  description: ReactNode;
  /** What it is: "Token". */
  label: string;
  secret: string;
  onClose: () => void;
};

/** A secret that is shown this once, selected at once; only its button closes it, so that no stray click loses it. */
export const SecretDialog = ({ title, description, label, secret, onClose }: SecretDialogProps) => (
  <Dialog
    open
    onOpenChange={() => {}}
    title={title}
    description={description}
    footer={
      <>
        <Button onClick={onClose}>Done</Button>
        <Button variant="go" icon="copy" onClick={() => copyText(secret, `${label} copied`)}>
          Copy it
        </Button>
      </>
    }
  >
    <Field label={label} hint="Copy it now: it is not kept, and cannot be shown again.">
      <TextArea
        readOnly
        autoFocus
        rows={2}
        value={secret}
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        className="code break-all"
      />
    </Field>
  </Dialog>
);
