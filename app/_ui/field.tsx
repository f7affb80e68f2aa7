"use client";
import clsx from "clsx";
import { createContext, type ReactNode, useContext, useId } from "react";
import { Icon } from "./icon.tsx";

type FieldControl = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };
const FieldContext = createContext<FieldControl | null>(null);

/** What a control takes from the field around it: its id and what describes it. Empty outside a field. */
export const useFieldControl = (): Partial<FieldControl> => useContext(FieldContext) ?? {};

type FieldProps = {
  label: ReactNode;
  /** What is allowed, right of the label: "1–200". */
  limit?: ReactNode;
  /** The consequence of the value; an error takes its place. */
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  /** One `Input` or `Select`. */
  children: ReactNode;
};

/** Label left, limit right, then the control, then its hint or error. */
export function Field({ label, limit, hint, error, className, children }: FieldProps) {
  const id = useId();
  const limitId = limit ? `${id}-limit` : undefined;
  const messageId = error || hint ? `${id}-message` : undefined;
  const describedBy = [messageId, limitId].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div className={clsx("field", className)}>
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {limit && (
          <span id={limitId} className="field-limit">
            {limit}
          </span>
        )}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {error ? (
        <p id={messageId} className="field-hint field-error">
          <Icon name="alert" size="s" />
          <span>{error}</span>
        </p>
      ) : (
        hint && (
          <p id={messageId} className="field-hint">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
