"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { LICENCE_FACTS, type Licence, NO_LICENCE } from "#domain/models/licences";
import type { Visibility } from "#domain/models/visibility";
import { useTRPC } from "../../../_trpc/client.ts";
import type { IconName } from "../../../_ui/icon.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Segmented } from "../../../_ui/segmented.tsx";
import { showToast } from "../../../_ui/toast.tsx";
import { ShareLinks } from "../../_parts/share-links.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";
import { LicenceChoice } from "./licence-choice.tsx";

export type ShownModel = {
  id: string;
  visibility: Visibility;
  licence: Licence | null;
  dataset: DatasetId;
  testCount: number | null;
  trainingSubset: number | null;
};

const OPTIONS = [
  { value: "private", label: "Private" },
  { value: "link", label: "By link" },
  { value: "public", label: "Public" },
] as const;

const ICONS = { private: "lock", link: "link", public: "podium" } satisfies Record<Visibility, IconName>;

const DONE = {
  private: "Private: only you see the model now",
  link: "By link: it is shown to whoever has one",
  public: "Public: it stands on the leaderboard",
} satisfies Record<Visibility, string>;

type ModelVisibilityProps = {
  model: ShownModel;
  /** After the sentence that says who sees it. */
  children?: ReactNode;
};

/** For the owner of a model: who else sees it and on what terms, and the ways to change both. */
export function ModelVisibility({ model, children }: ModelVisibilityProps) {
  const { id, visibility, licence } = model;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const refresh = async () => {
    await Promise.all([trpc.models, trpc.runs].map((part) => queries.invalidateQueries(part.pathFilter())));
    router.refresh();
  };
  const show = useMutation(trpc.models.show.mutationOptions({ onError: toastRefusal, onSuccess: refresh }));
  const license = useMutation(trpc.models.license.mutationOptions({ onError: toastRefusal, onSuccess: refresh }));
  const choose = (next: Visibility) => {
    if (next === visibility || show.isPending) return;
    show.mutate(
      { id, visibility: next },
      {
        onSuccess: () =>
          showToast(DONE[next], { undo: () => show.mutate({ id, visibility }), about: `visibility of ${id}` }),
      },
    );
  };
  return (
    <Note icon={ICONS[visibility]} className="mb-5 [&>div]:flex-1">
      <div className="grid gap-x-10 gap-y-3 desktop:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid max-w-[640px] content-start gap-3">
          <p>
            {whoSees(model)} {children}
          </p>
          <p>{licence === null ? NO_LICENCE : `${LICENCE_FACTS[licence].title}: ${LICENCE_FACTS[licence].meaning}`}</p>
          {visibility === "link" && <ShareLinks target={{ kind: "model", modelId: id }} />}
        </div>
        <div className="grid content-start gap-3">
          <Segmented
            label="Who sees the model"
            options={OPTIONS}
            value={show.isPending ? show.variables.visibility : visibility}
            onChange={choose}
            className="[&>button]:flex-1 [&>button]:justify-center"
          />
          <LicenceChoice
            value={license.isPending ? license.variables.licence : licence}
            onChange={(next) => license.mutate({ id, licence: next })}
          />
        </div>
      </div>
    </Note>
  );
}

function whoSees({ visibility, dataset, testCount, trainingSubset }: ShownModel): ReactNode {
  const unranked =
    testCount !== DATASETS[dataset].test.count ? ", unranked since it was not tested on all pictures" : "";
  const trainedOn = trainingSubset === null ? "" : `, with its ${formatCount(trainingSubset)} training images`;
  switch (visibility) {
    case "private":
      return (
        <>
          <b>Only you see this model.</b> Make it public and it stands on the leaderboard under your name{unranked}
          {trainedOn}.
        </>
      );
    case "link":
      return (
        <>
          <b>Whoever has a link sees this model</b> and can classify with it, without signing in. It stands on no list.
        </>
      );
    case "public":
      return (
        <>
          <b>Everybody sees this model.</b> It stands on the leaderboard{unranked}, and anybody can classify with it.
        </>
      );
  }
}
