"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { COLLECTION_LIMITS } from "#domain/limits";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { refusalText } from "../../../runs/_view/refusal-text.ts";

/** Opens the dialog in which a model becomes a version of a collection. */
export function AddToCollection({ modelId }: { modelId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="layers" onClick={() => setOpen(true)}>
        Add to a collection
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add to a collection"
        description="A collection holds models as versions 1, 2, 3 …, under an address that stays when the next one comes."
      >
        <Destinations modelId={modelId} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type DestinationsProps = { modelId: string; onClose: () => void };

function Destinations({ modelId, onClose }: DestinationsProps) {
  const trpc = useTRPC();
  const { data, isError, error, refetch, isFetching } = useQuery(trpc.collections.list.queryOptions());
  if (isError) {
    return (
      <ErrorState title="Your collections did not arrive." onRetry={() => refetch()} retrying={isFetching}>
        {refusalText(error)}
      </ErrorState>
    );
  }
  if (!data) return <SkeletonRows rows={2} height={40} />;
  return <AddForm modelId={modelId} collections={data} onClose={onClose} />;
}

type AddFormProps = DestinationsProps & { collections: readonly { id: string; name: string }[] };

/** One of their collections, or the name of a new one. */
function AddForm({ modelId, collections, onClose }: AddFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [chosen, setChosen] = useState(collections[0]?.id ?? "");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [checking, setChecking] = useState(false);
  const add = useMutation(
    trpc.collections.add.mutationOptions({
      onSuccess: async ({ name, number }) => {
        onClose();
        showToast(`The model is version ${number} of ${name}`);
        router.refresh();
        await Promise.all(
          [trpc.collections, trpc.runs.audit].map((part) => queries.invalidateQueries(part.pathFilter())),
        );
      },
      onError: (error) => setProblem(refusalText(error)),
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== "") return add.mutate({ modelId, to: { kind: "existing", id: chosen } });
    setChecking(true);
    try {
      const { collectionName } = await import("#domain/collections/collection-name");
      const parsed = collectionName.safeParse(name);
      if (parsed.success) add.mutate({ modelId, to: { kind: "new", name: parsed.data } });
      else setProblem(parsed.error.issues[0]?.message ?? null);
    } catch (error) {
      setProblem(refusalText(error as Error));
    }
    setChecking(false);
  };
  const busy = checking || add.isPending;
  return (
    <form className="grid gap-3" onSubmit={submit}>
      {collections.length > 0 && (
        <Field label="Collection" error={chosen !== "" && problem}>
          <Select
            autoFocus
            value={chosen}
            onChange={({ target }) => {
              setChosen(target.value);
              setProblem(null);
            }}
          >
            {collections.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">A new one</option>
          </Select>
        </Field>
      )}
      {chosen === "" && (
        <Field
          label="Name of the new collection"
          limit={`at most ${COLLECTION_LIMITS.name} characters`}
          error={problem}
          hint="Such as what its models tell apart"
        >
          <Input autoFocus={collections.length === 0} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
      )}
      <div className="dialog-footer">
        <Button onClick={onClose} disabled={busy}>
          Leave it
        </Button>
        <Button type="submit" variant="go" loading={busy}>
          Add the model
        </Button>
      </div>
    </form>
  );
}
