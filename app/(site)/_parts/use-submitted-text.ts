"use client";
import { type FormEvent, useState } from "react";
import type { ZodType } from "zod";
import { refusalText } from "../runs/_view/refusal-text.ts";

type SubmittedText = {
  initial: string;
  /** Fetched when the text is submitted: schemas are no part of a page's first script. */
  schema: () => Promise<ZodType<string, string>>;
  /** Rejects with what the server says against it. */
  save: (text: string) => Promise<unknown>;
  onDone: () => void;
};

/** The one text of a form: its schema is asked before the server is, and what either says against it stands in `problem`. */
export function useSubmittedText({ initial, schema, save, onDone }: SubmittedText) {
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const parsed = (await schema()).safeParse(text);
      if (parsed.success) {
        await save(parsed.data);
        return onDone();
      }
      setProblem(parsed.error.issues[0]?.message ?? null);
    } catch (error) {
      setProblem(refusalText(error as Error));
    }
    setBusy(false);
  };
  return { text, setText, problem, busy, submit };
}
