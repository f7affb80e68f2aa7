"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../../../_trpc/client.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";
import type { CollectionDetail, Version } from "../_view/collection-detail.ts";

/** What an owner does to a collection, each with its way back. Refusals are said in a toast, as the server words them. */
export function useCollectionActs({ id, name }: Pick<CollectionDetail, "id" | "name">) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const invalidate = () =>
    Promise.all(
      [trpc.collections, trpc.models, trpc.runs.audit].map((part) => queries.invalidateQueries(part.pathFilter())),
    );
  const onSuccess = async () => {
    router.refresh();
    await invalidate();
  };
  const options = { onSuccess, onError: toastRefusal };
  const rename = useMutation(trpc.collections.rename.mutationOptions({ onSuccess }));
  const add = useMutation(trpc.collections.add.mutationOptions(options));
  const remove = useMutation(trpc.collections.remove.mutationOptions(options));
  const set = useMutation(trpc.collections.setAlias.mutationOptions({ onSuccess }));
  const unset = useMutation(trpc.collections.removeAlias.mutationOptions(options));
  const erase = useMutation(trpc.collections.delete.mutationOptions({ onSuccess: invalidate, onError: toastRefusal }));
  const restore = useMutation(
    trpc.collections.restore.mutationOptions({
      onSuccess: async () => {
        router.push(`/collections/${id}`);
        await invalidate();
      },
      onError: toastRefusal,
    }),
  );

  const setAlias = async (alias: string, number: number) => {
    const { before } = await set.mutateAsync({ id, alias, number });
    if (before === number) return;
    const undo = () => {
      if (before === null) unset.mutate({ id, alias });
      else set.mutate({ id, alias, number: before }, { onError: toastRefusal });
    };
    showToast(`${alias} is version ${number}`, { undo, about: `alias ${alias} of ${id}` });
  };
  return {
    /** Rejects with what the server says against it. */
    rename: (next: string) => rename.mutateAsync({ id, name: next }),
    /** Rejects with what the server says against it. */
    setAlias,
    /** One that is there already, by the menu of another version. */
    moveAlias: (alias: string, number: number) => setAlias(alias, number).catch(toastRefusal),
    removeAlias: (alias: string, number: number) =>
      told(unset.mutateAsync({ id, alias }), `Removed the alias ${alias}`, () =>
        set.mutate({ id, alias, number }, { onError: toastRefusal }),
      ),
    removeVersion: ({ number, modelId }: Pick<Version, "number" | "modelId">) =>
      told(remove.mutateAsync({ id, number }), `Took out version ${number}`, () =>
        add.mutate({ modelId, to: { kind: "existing", id } }),
      ),
    /** At once, and leaves for `then`. */
    erase: (then: string) =>
      told(
        erase.mutateAsync({ id }).then(() => router.push(then)),
        `Deleted ${name}; its models stay`,
        () => restore.mutate({ id }),
      ),
    erasing: erase.isPending,
  };
}

/** What was done, once it is, with the way back; a refusal is told by the mutation itself. */
const told = (done: Promise<unknown>, message: string, undo: () => void) =>
  done.then(
    () => showToast(message, { undo }),
    () => undefined,
  );
