"use client";
import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { NOTE_LIMITS } from "#domain/limits";
import { tag as tagSchema } from "#domain/runs/tags";
import { useTRPC } from "../../../_trpc/client.ts";
import { Icon } from "../../../_ui/icon.tsx";
import { Input } from "../../../_ui/input.tsx";

type TagFieldProps = {
  /** Name of the field for new tags. */
  label: string;
  tags: readonly string[];
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
  /** What the server said against the last change. */
  problem?: string | null;
};

/** Tags to take off and to add; those of the person's other runs are offered while one types. */
export function TagField({ label, tags, onAdd, onRemove, problem = null }: TagFieldProps) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [typing, setTyping] = useState(false);
  const [mistake, setMistake] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const offers = useId();
  const known = useQuery(trpc.runs.tags.queryOptions(undefined, { enabled: typing }));

  const add = () => {
    if (text.trim() === "") return setMistake(null);
    const read = tagSchema.safeParse(text);
    setMistake(read.error?.issues[0]?.message ?? null);
    if (!read.success) return;
    setText("");
    if (!tags.includes(read.data)) onAdd(read.data);
  };
  const said = mistake ?? problem;

  return (
    <div className="grid gap-1.5">
      <div className="tag-list">
        {tags.map((tag) => (
          <span key={tag} className="tag-chip">
            <span>{tag}</span>
            <button
              type="button"
              aria-label={`Remove the tag ${tag}`}
              onClick={() => {
                onRemove(tag);
                field.current?.focus();
              }}
            >
              <Icon name="x" />
            </button>
          </span>
        ))}
        {tags.length < NOTE_LIMITS.tags && (
          <Input
            ref={field}
            aria-label={label}
            placeholder="Add a tag"
            className="tag-input"
            list={offers}
            maxLength={NOTE_LIMITS.tag}
            autoComplete="off"
            value={text}
            onFocus={() => setTyping(true)}
            onChange={({ target }) => setText(target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== ",") return;
              event.preventDefault();
              add();
            }}
          />
        )}
        <datalist id={offers}>
          {known.data
            ?.filter(({ tag }) => !tags.includes(tag))
            .map(({ tag }) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      </div>
      {said && (
        <p role="alert" className="field-hint field-error">
          <Icon name="alert" size="s" />
          <span>{said}</span>
        </p>
      )}
    </div>
  );
}
