"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../../../_trpc/client.ts";
import { RenameForm } from "../../../_parts/rename-form.tsx";

const schema = () => import("#domain/models/model-name").then((part) => part.modelName);

type RenameModelProps = { id: string; name: string; onDone: () => void };

/** The name of a model as a field, in place of the title. */
export function RenameModel({ id, name, onDone }: RenameModelProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const rename = useMutation(
    trpc.models.rename.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.models.pathFilter());
        router.refresh();
      },
    }),
  );
  return (
    <RenameForm
      label="Name of the model"
      name={name}
      schema={schema}
      save={(next) => rename.mutateAsync({ id, name: next })}
      onDone={onDone}
    />
  );
}
