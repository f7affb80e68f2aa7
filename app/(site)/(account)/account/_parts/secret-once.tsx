"use client";
import { IconButton } from "../../../../_ui/button.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { copyText } from "../../../_parts/copy-text.ts";

type SecretOnceProps = { label: string; secret: string /** What is said when it is copied. */; copied: string };

/** A secret that is shown this once, to be copied; it is selected at once. */
export const SecretOnce = ({ label, secret, copied }: SecretOnceProps) => (
  <Field label={label} hint="Copy it now: it is not kept, and cannot be shown again.">
    <Input
      readOnly
      autoFocus
      value={secret}
      autoComplete="off"
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      className="code"
      end={
        <IconButton icon="copy" label={`Copy the ${label.toLowerCase()}`} onClick={() => copyText(secret, copied)} />
      }
    />
  </Field>
);
