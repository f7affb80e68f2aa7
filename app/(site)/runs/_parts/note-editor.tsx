"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { NOTE_LIMITS } from "#domain/limits";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { TextArea } from "../../../_ui/text-area.tsx";
import { refusalText } from "../_view/refusal-text.ts";

/** Saved once the fingers have rested for so long. */
const REST_MS = 800;
/** How close to the limit one is told. */
const NEARLY_FULL = 0.9;

type NoteEditorProps = { run: { id: string; note: string } };

/** A note that saves itself, says so, and can be taken back to what it was when the page opened. */
export function NoteEditor({ run }: NoteEditorProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState(run.note);
  /** What the server has. */
  const [saved, setSaved] = useState(run.note);
  const [first] = useState(run.note);
  const save = useMutation(
    trpc.runs.note.mutationOptions({
      onSuccess: (_, { note }) => {
        setSaved(note);
        return Promise.all([
          queries.invalidateQueries(trpc.runs.byId.queryFilter({ id: run.id })),
          queries.invalidateQueries(trpc.runs.list.pathFilter()),
        ]);
      },
    }),
  );

  const latest = useRef({ text, saved, id: run.id, mutate: save.mutate });
  useEffect(() => {
    latest.current = { text, saved, id: run.id, mutate: save.mutate };
  });
  const saveNow = () => {
    const { text: note, saved: kept, id, mutate } = latest.current;
    if (note !== kept) mutate({ id, note });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the clock
  useEffect(() => {
    if (text === saved) return;
    const timer = setTimeout(saveNow, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // Whoever leaves the page in the middle of a word keeps it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads the latest of all
  useEffect(() => () => saveNow(), []);

  return (
    <div className="grid gap-1.5">
      <TextArea
        aria-label="Note"
        placeholder="What did you want to know, and what did you learn?"
        maxLength={NOTE_LIMITS.note}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={saveNow}
      />
      <div className="flex min-h-6 items-center gap-3 text-ink-3 text-xs">
        <span role="status">{saveState(save, text !== saved)}</span>
        {save.isError && (
          <Button size="sm" variant="plain" onClick={saveNow}>
            Try again
          </Button>
        )}
        {text !== first && (
          <Button size="sm" variant="plain" icon="undo" onClick={() => setText(first)}>
            Undo
          </Button>
        )}
        {text.length > NOTE_LIMITS.note * NEARLY_FULL && (
          <span className="ml-auto">
            {formatCount(text.length)} of {formatCount(NOTE_LIMITS.note)}
          </span>
        )}
      </div>
    </div>
  );
}

type Saving = Pick<ReturnType<typeof useMutation>, "isPending" | "isSuccess" | "isError"> & {
  error: Parameters<typeof refusalText>[0] | null;
};

function saveState({ isPending, isSuccess, isError, error }: Saving, changed: boolean): string {
  if (isPending) return "Saving";
  if (isError && error) return `Not saved. ${refusalText(error)}`;
  if (changed) return "Not saved yet";
  return isSuccess ? "Saved" : "";
}
