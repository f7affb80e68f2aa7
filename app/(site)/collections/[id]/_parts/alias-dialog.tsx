"use client";
import type { RefObject } from "react";
import { COLLECTION_LIMITS } from "#domain/limits";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { useSubmittedText } from "../../../_parts/use-submitted-text.ts";

const schema = () => import("#domain/collections/alias-name").then((part) => part.aliasName);

type AliasDialogProps = {
  number: number;
  returnFocusTo: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Rejects with what the server says against it. */
  onSet: (alias: string) => Promise<unknown>;
};

/** An alias for a version; one that names another version moves. */
export function AliasDialog({ number, returnFocusTo, onClose, onSet }: AliasDialogProps) {
  const { text, setText, problem, busy, submit } = useSubmittedText({
    initial: "",
    schema,
    save: onSet,
    onDone: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      returnFocusTo={returnFocusTo}
      title={`An alias for version ${number}`}
      description="Its address stays: whoever follows it, or shows it in a frame, gets the version that has the alias then."
    >
      <form className="grid gap-3" onSubmit={submit}>
        <Field
          label="Alias"
          limit={`at most ${COLLECTION_LIMITS.alias} characters`}
          error={problem}
          hint="Lower-case letters, digits and hyphens, such as production. One that another version has moves here."
        >
          <Input autoFocus value={text} onChange={({ target }) => setText(target.value)} autoCapitalize="none" />
        </Field>
        <div className="dialog-footer">
          <Button onClick={onClose} disabled={busy}>
            Leave it
          </Button>
          <Button type="submit" variant="go" loading={busy}>
            Give the alias
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
