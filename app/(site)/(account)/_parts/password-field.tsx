"use client";
import { type ComponentProps, useState } from "react";
import { IconButton } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";

type PasswordFieldProps = Omit<ComponentProps<"input">, "type"> & {
  label: string;
  limit?: string;
  hint?: string;
  error?: string | undefined;
};

/** A password with a button that shows what was typed. */
export function PasswordField({ label, limit, hint, error, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} limit={limit} hint={hint} error={error}>
      <Input
        {...rest}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        end={
          <IconButton
            icon={shown ? "eye-off" : "eye"}
            label={shown ? "Hide what is typed" : "Show what is typed"}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        }
      />
    </Field>
  );
}
