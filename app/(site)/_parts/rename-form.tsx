"use client";
import type { ZodType } from "zod";
import { Button } from "../../_ui/button.tsx";
import { Input } from "../../_ui/input.tsx";
import { useSubmittedText } from "./use-submitted-text.ts";

type RenameFormProps = {
  /** "Name of the model" */
  label: string;
  name: string;
  schema: () => Promise<ZodType<string, string>>;
  /** Rejects with what the server says against it. */
  save: (name: string) => Promise<unknown>;
  onDone: () => void;
};

/** A name as a field, in place of the title; Escape leaves it as it was. */
export function RenameForm({ label, name, schema, save, onDone }: RenameFormProps) {
  const { text, setText, problem, busy, submit } = useSubmittedText({ initial: name, schema, save, onDone });
  return (
    <form className="grid max-w-[520px] gap-1.5" onSubmit={submit}>
      <div className="flex gap-2">
        <Input
          aria-label={label}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem ? "rename-problem" : undefined}
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
        />
        <Button type="submit" loading={busy}>
          Save
        </Button>
        <Button variant="plain" onClick={onDone}>
          Cancel
        </Button>
      </div>
      {problem && (
        <p id="rename-problem" className="field-hint field-error font-normal tracking-normal" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
