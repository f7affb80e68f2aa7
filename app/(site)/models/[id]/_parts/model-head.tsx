"use client";
import { useState } from "react";
import { DATASETS } from "#domain/datasets/catalogue";
import { LICENCE_FACTS } from "#domain/models/licences";
import { ordinal } from "#domain/text/ordinal";
import { Button, ButtonLink, IconButton } from "../../../../_ui/button.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { PageHead } from "../../../../_ui/page-head.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { copyLink } from "../../../_parts/copy-link.ts";
import { useLaunch } from "../../../experiments/_parts/use-launch.ts";
import { ModelVisibility } from "../../_parts/model-visibility.tsx";
import { AddToCollection } from "./add-to-collection.tsx";
import type { ModelDetail } from "./model-detail.ts";
import { RenameModel } from "./rename-model.tsx";

type ModelHeadProps = {
  model: ModelDetail;
  signedIn: boolean;
  /** Where it can be tried. */
  tryHref: string;
};

/** Name, place and author of a model, what anybody can do with it, and what its owner can. */
export function ModelHead({ model, signedIn, tryHref }: ModelHeadProps) {
  const { id, name, author, mine, publishedAt, visibility, licence, rank, spec, testCount, trainingSubset, version } =
    model;
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <PageHead
        title={
          renaming ? (
            <RenameModel id={id} name={name} onDone={() => setRenaming(false)} />
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
              ) : visibility === "link" ? (
                "shown by link"
              ) : (
                "private"
              )}
            </span>
            <span>{licence === null ? "all rights reserved" : LICENCE_FACTS[licence].title}</span>
            {trainingSubset !== null && <span>trained on {formatCount(trainingSubset)} images</span>}
            {version && (
              <span>
                version {version.number} of{" "}
                <Link className="text-link" href={`/collections/${version.collection.id}`}>
                  {version.collection.name}
                </Link>
                {version.aliases.map((alias) => ` · ${alias}`)}
              </span>
            )}
          </>
        }
        actions={
          <>
            {(visibility === "public" || !mine) && (
              <Button icon="link" onClick={() => copyLink("The address of this model is copied")}>
                Copy link
              </Button>
            )}
            {mine && !version && <AddToCollection modelId={id} />}
            {signedIn && <Reproduce model={model} />}
            <ButtonLink variant="go" icon="scan" href={tryHref}>
              Try it
            </ButtonLink>
          </>
        }
      />
      {mine && <ModelVisibility model={{ ...model, dataset: spec.dataset }} />}
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
