"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DATASETS } from "#domain/datasets/catalogue";
import { ordinal } from "#domain/text/ordinal";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button, ButtonLink, IconButton } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { PageHead } from "../../../../_ui/page-head.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { copyLink } from "../../../_parts/copy-link.ts";
import { useLaunch } from "../../../experiments/_parts/use-launch.ts";
import type { ModelDetail } from "./model-detail.ts";
import { RenameForm } from "./rename-form.tsx";

type ModelHeadProps = { model: ModelDetail; signedIn: boolean };

/** Name, place and author of a model, what anybody can do with it, and what its owner can. */
export function ModelHead({ model, signedIn }: ModelHeadProps) {
  const { id, name, author, mine, publishedAt, rank, spec, testCount, trainingSubset } = model;
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <PageHead
        title={
          renaming ? (
            <RenameForm id={id} name={name} onDone={() => setRenaming(false)} />
          ) : (
            <>
              {name}
              {mine && <IconButton icon="pencil" label="Rename" className="ml-1.5" onClick={() => setRenaming(true)} />}
            </>
          )
        }
        facts={
          <>
            {rank !== null ? (
              <span>
                {ordinal(rank)} on {DATASETS[spec.dataset].title}
              </span>
            ) : (
              publishedAt && <span>unranked: measured on {formatCount(testCount)} test pictures</span>
            )}
            <span>by {mine ? "you" : author}</span>
            <span>
              {publishedAt ? (
                <>
                  published <RelativeTime at={publishedAt} />
                </>
              ) : (
                "private"
              )}
            </span>
            {trainingSubset !== null && <span>trained on {formatCount(trainingSubset)} images</span>}
          </>
        }
        actions={
          <>
            <Button icon="link" onClick={() => copyLink("The address of this model is copied")}>
              Copy link
            </Button>
            {signedIn && <Reproduce model={model} />}
            <ButtonLink variant="go" icon="scan" href={`/classify?model=${id}`}>
              Try it
            </ButtonLink>
          </>
        }
      />
      {mine && <Visibility model={model} />}
    </>
  );
}

/** Launches the same specification and seed once more; an owner may change it first. */
function Reproduce({ model: { name, runId, spec } }: { model: ModelDetail }) {
  const launch = useLaunch();
  if (runId) {
    return (
      <ButtonLink icon="copy" href={`/experiments/new?from=${runId}`}>
        Clone
      </ButtonLink>
    );
  }
  const again = () => launch.start({ name: `${name}, again`.slice(0, 80), spec });
  return (
    <>
      <Button icon="retry" loading={launch.busy} onClick={again}>
        Run this spec
      </Button>
      {launch.error && (
        <Note tone="bad" role="alert">
          {launch.error}
        </Note>
      )}
    </>
  );
}

/** Who sees the model, and the way to change that. Withdrawing asks once: others may be using it. */
function Visibility({ model: { id, publishedAt } }: { model: ModelDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const settled = (message: string) => ({
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.models.pathFilter());
      router.refresh();
      showToast(message);
    },
    onError: (error: { message: string }) => showToast(error.message, { tone: "bad" }),
  });
  const publish = useMutation(trpc.models.publish.mutationOptions(settled("Published")));
  const withdraw = useMutation(trpc.models.withdraw.mutationOptions(settled("Withdrawn: only you see the model now")));
  return (
    <Note icon={publishedAt ? "podium" : "lock"} className="mb-5 [&>div]:flex-1">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {publishedAt ? (
          <p>
            <b>Everybody sees this model.</b> It stands on the leaderboard and can be tried on the classify page.
          </p>
        ) : (
          <p>
            <b>Only you see this model.</b> Publish it and it stands on the leaderboard under your name.
          </p>
        )}
        {publishedAt ? (
          <Button size="sm" onClick={() => setAsking(true)}>
            Withdraw
          </Button>
        ) : (
          <Button size="sm" icon="podium" loading={publish.isPending} onClick={() => publish.mutate({ id })}>
            Publish
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Withdraw this model?"
        description="It leaves the leaderboard and can no longer be loaded by others. You keep it, and may publish it again; its place among equal scores then counts from that day."
        confirm="Withdraw it"
        onConfirm={() => withdraw.mutateAsync({ id }).catch(() => undefined)}
      />
    </Note>
  );
}
