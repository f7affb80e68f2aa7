"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { DATASETS } from "#domain/datasets/catalogue";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import { refusalText } from "../../_view/refusal-text.ts";
import type { RunDetail } from "../../_view/run-types.ts";

type ModelPanelProps = { run: RunDetail; modelId: string };

/** Whether others see the model, and the way to change that. */
export function ModelPanel({ run, modelId }: ModelPanelProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const settled = (message: string) => ({
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries(trpc.runs.byId.queryFilter({ id: run.id })),
        queries.invalidateQueries(trpc.runs.list.pathFilter()),
        queries.invalidateQueries(trpc.models.pathFilter()),
      ]);
      showToast(message);
    },
    onError: (error: Parameters<typeof refusalText>[0]) => showToast(refusalText(error), { tone: "bad" }),
  });
  const publish = useMutation(trpc.models.publish.mutationOptions(settled("Published")));
  const withdraw = useMutation(trpc.models.withdraw.mutationOptions(settled("Withdrawn: only you see the model now")));

  const whole = run.testCount === DATASETS[run.spec.dataset].test.count;
  const page = (
    <Link className="text-link" href={`/models/${modelId}`}>
      Its page
    </Link>
  );
  return (
    <Note icon={run.modelPublished ? "podium" : "lock"} className="mb-5 [&>div]:flex-1">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {run.modelPublished ? (
          <p>
            <b>The model is public.</b>{" "}
            {whole ? "It stands on the leaderboard" : "It stands on the leaderboard, unranked"}, and anybody can
            classify with it. {page}
          </p>
        ) : (
          <p>
            <b>The model is private.</b> Publish it and it stands on the leaderboard under your name
            {whole ? "" : ", unranked since it was not tested on all images"}
            {run.trainingSubset === null ? "" : `, with its ${formatCount(run.trainingSubset)} training images`}. {page}
          </p>
        )}
        {run.modelPublished ? (
          <Button size="sm" loading={withdraw.isPending} onClick={() => withdraw.mutate({ id: modelId })}>
            Withdraw
          </Button>
        ) : (
          <Button size="sm" icon="podium" loading={publish.isPending} onClick={() => publish.mutate({ id: modelId })}>
            Publish
          </Button>
        )}
      </div>
    </Note>
  );
}
