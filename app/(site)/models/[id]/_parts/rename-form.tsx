"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { experimentName } from "#domain/experiments/spec";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Input } from "../../../../_ui/input.tsx";

type RenameFormProps = { id: string; name: string; onDone: () => void };

/** The name of a model as a field, in place of the title; Escape leaves it as it was. */
export function RenameForm({ id, name, onDone }: RenameFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [value, setValue] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = useMutation(
    trpc.models.rename.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.models.pathFilter());
        router.refresh();
        onDone();
      },
      onError: ({ message }) => setProblem(message),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = experimentName.safeParse(value);
    if (parsed.success) rename.mutate({ id, name: parsed.data });
    else setProblem(value.trim() === "" ? "Give the model a name." : (parsed.error.issues[0]?.message ?? null));
  };
  return (
    <form className="grid max-w-[520px] gap-1.5" onSubmit={submit}>
      <div className="flex gap-2">
        <Input
          aria-label="Name of the model"
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem ? "rename-problem" : undefined}
          value={value}
          autoFocus
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
        />
        <Button type="submit" loading={rename.isPending}>
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
