"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { NOTE_LIMITS } from "#domain/limits";
import { changeTags, tag as tagSchema } from "#domain/runs/tags";
import { useTRPC } from "../../../_trpc/client.ts";
import { Icon } from "../../../_ui/icon.tsx";
import { Input } from "../../../_ui/input.tsx";
import { refusalText } from "../_view/refusal-text.ts";

type TagEditorProps = { run: { id: string; name: string; tags: readonly string[] } };

/** The tags of a run, to take off and to add; those of the person's other runs are offered while one types. */
export function TagEditor({ run }: TagEditorProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  const list = useId();
  const known = useQuery(trpc.runs.tags.queryOptions(undefined, { enabled: typing }));
  const change = useMutation(
    trpc.runs.tagMany.mutationOptions({
      onSuccess: ({ refused }) => setProblem(refused[0]?.reason ?? null),
      onError: (error) => setProblem(refusalText(error)),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.runs.byId.queryFilter({ id: run.id })),
          queries.invalidateQueries(trpc.runs.list.pathFilter()),
          queries.invalidateQueries(trpc.runs.tags.pathFilter()),
        ]),
    }),
  );
  // What was asked for is shown at once, until what was read afterwards takes its place.
  const tags = change.isPending ? changeTags(run.tags, change.variables) : run.tags;

  const add = () => {
    const read = tagSchema.safeParse(text);
    if (!read.success) return setProblem(text.trim() === "" ? null : (read.error.issues[0]?.message ?? null));
    setText("");
    setProblem(null);
    if (!tags.includes(read.data)) change.mutate({ ids: [run.id], add: [read.data] });
  };

  return (
    <div className="grid gap-1.5">
      <div className="tag-list">
        {tags.map((tag) => (
          <span key={tag} className="tag-chip">
            <span>{tag}</span>
            <button
              type="button"
              aria-label={`Remove the tag ${tag}`}
              onClick={() => change.mutate({ ids: [run.id], remove: [tag] })}
            >
              <Icon name="x" />
            </button>
          </span>
        ))}
        {tags.length < NOTE_LIMITS.tags && (
          <Input
            aria-label={`Add a tag to ${run.name}`}
            placeholder="Add a tag"
            className="tag-input"
            list={list}
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
        <datalist id={list}>
          {known.data
            ?.filter(({ tag }) => !tags.includes(tag))
            .map(({ tag }) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      </div>
      {problem && (
        <p role="alert" className="field-hint field-error">
          <Icon name="alert" size="s" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
