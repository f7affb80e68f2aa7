"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeTags } from "#domain/runs/tags";
import { useTRPC } from "../../../_trpc/client.ts";
import { refusalText } from "../_view/refusal-text.ts";
import { TagField } from "./tag-field.tsx";

type TagEditorProps = { run: { id: string; name: string; tags: readonly string[] } };

/** The tags of a run; what is changed here is saved at once. */
export function TagEditor({ run }: TagEditorProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
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
  return (
    <TagField
      label={`Add a tag to ${run.name}`}
      // What was asked for is shown at once, until what was read afterwards takes its place.
      tags={change.isPending ? changeTags(run.tags, change.variables) : run.tags}
      onAdd={(tag) => change.mutate({ ids: [run.id], add: [tag] })}
      onRemove={(tag) => change.mutate({ ids: [run.id], remove: [tag] })}
      problem={problem}
    />
  );
}
