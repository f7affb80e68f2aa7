"use client";
import { ANSWER_LENGTH, type LabQuestion } from "#domain/labs/lab";
import { Field, useFieldControl } from "../../../../_ui/field.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { type SaveState, useOwnAnswer } from "./use-own-answer.ts";

type OwnAnswerProps = { viewerId: string; lab: string; question: LabQuestion; kept: string };

/** A field for the student's own words, kept as they are typed. */
export function OwnAnswer({ viewerId, lab, question, kept }: OwnAnswerProps) {
  const { text, setText, state, refusal } = useOwnAnswer({ viewerId, lab, question: question.id, kept });
  return (
    <Field
      label={
        <>
          Your answer <span className="sr-only">to: {question.title}</span>
        </>
      }
      limit={text.length > 0.8 * ANSWER_LENGTH ? `${formatCount(text.length)} of ${formatCount(ANSWER_LENGTH)}` : null}
      hint={<span role="status">{SAID[state]}</span>}
      error={refusal}
    >
      <Textarea value={text} onChange={setText} />
    </Field>
  );
}

const SAID: Record<SaveState, string> = {
  empty: "Nothing written yet.",
  saved: "Saved.",
  saving: "Saving …",
  waiting: "Not saved yet: no connection. It is kept in this browser and saved as soon as there is one.",
};

function Textarea({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <textarea
      {...useFieldControl()}
      className="input lab-answer"
      rows={5}
      maxLength={ANSWER_LENGTH}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
