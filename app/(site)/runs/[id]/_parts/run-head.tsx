"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { isTerminal } from "#domain/runs/states";
import { Button, ButtonLink, IconButton } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../../_ui/menu-props.ts";
import { formatDuration } from "../../../../_ui/numbers.ts";
import { PageHead } from "../../../../_ui/page-head.tsx";
import { ClockTime, RelativeTime } from "../../../../_ui/relative-time.tsx";
import { Status } from "../../../../_ui/status.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { ShareButton } from "../../../_parts/share-button.tsx";
import { useRunActions } from "../../_parts/use-run-actions.ts";
import type { EpochPoint } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { stateInWords } from "../../_view/state-in-words.ts";
import { ExportMenu } from "./export-menu.tsx";

type RunHeadProps = {
  run: RunDetail;
  epochs: readonly EpochPoint[];
  /** Epoch that is being trained or was the last, from 1; 0 before the first. */
  epoch: number;
  /** 0..1 */
  progress: number;
};

/** Name, state, and what can be done. */
export function RunHead({ run, epochs, epoch, progress }: RunHeadProps) {
  return (
    <PageHead
      title={run.name}
      facts={<Facts run={run} epoch={epoch} progress={progress} />}
      actions={run.mine ? <Acts run={run} epochs={epochs} /> : <ReadersActs run={run} epochs={epochs} />}
    />
  );
}

function Facts({ run, epoch, progress }: Omit<RunHeadProps, "epochs">) {
  const where = run.trainer && `on ${run.trainer.name}`;
  return (
    <>
      <Status state={run.state} progress={progress}>
        {stateInWords(run)}
      </Status>
      {run.mine && run.sweepId && (
        <Link className="text-link" href={`/sweeps/${run.sweepId}`}>
          part of a sweep
        </Link>
      )}
      {run.state === "running" && epoch > 0 && (
        <span>
          epoch {epoch} of {run.epochs}
        </span>
      )}
      {run.state === "running" && run.trainer && <span>{run.trainer.name}</span>}
      {run.state === "running" && run.startedAt && (
        <span className="max-tablet:hidden">
          started <ClockTime at={run.startedAt} />
        </span>
      )}
      {run.state === "queued" && (
        <span>
          launched <RelativeTime at={run.queuedAt} />
        </span>
      )}
      {run.state === "succeeded" && run.endedEarly && (
        <span>
          stopped after epoch {epoch} of {run.epochs}
        </span>
      )}
      {run.state === "succeeded" && run.trainingSeconds !== null && (
        <span className="max-tablet:hidden">
          trained in {formatDuration(run.trainingSeconds)} {where}
        </span>
      )}
      {run.finishedAt && <RelativeTime at={run.finishedAt} />}
      {run.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </>
  );
}

type ActsProps = Pick<RunHeadProps, "run" | "epochs">;

function Acts({ run, epochs }: ActsProps) {
  const actions = useRunActions();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const ended = isTerminal(run.state);
  const clone = (
    <ButtonLink icon="copy" href={`/experiments/new?from=${run.id}`}>
      Clone and change
    </ButtonLink>
  );
  const exports = <ExportMenu run={run} epochs={epochs} />;
  // The key keeps its dialog open when the run ends and other acts take the places around it.
  const share = <ShareButton key="share" target={{ kind: "run", runId: run.id }} what="this run" />;

  if (!ended) {
    return (
      <>
        {run.state === "running" && (
          <Button
            icon="check"
            loading={actions.stopping}
            disabled={run.command !== "none"}
            onClick={() => actions.stop(run)}
          >
            {run.command === "stop" ? "Stops after this epoch" : "Stop after this epoch"}
          </Button>
        )}
        <Button icon="stop" disabled={run.command === "cancel"} onClick={() => setAsking(true)}>
          Cancel
        </Button>
        <span className="max-tablet:hidden">{clone}</span>
        {share}
        {exports}
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title="Cancel this run?"
          description={cancelConsequence(run)}
          confirm="Cancel the run"
          dismiss="Let it run"
          danger
          onConfirm={() => actions.cancel(run)}
        />
      </>
    );
  }

  const rest: MenuEntry[] = [
    { label: "Run again", icon: "retry", onSelect: () => actions.again(run), disabled: actions.repeating },
    { label: "Vary in a sweep", icon: "sliders", href: `/sweeps/new?from=${run.id}` },
    { label: "Compare with …", icon: "layers", href: `/compare?runs=${run.id}` },
    "line",
    {
      label: "Delete",
      icon: "trash",
      danger: true,
      disabled: actions.removing,
      onSelect: () => actions.remove(run, () => router.push("/experiments")),
    },
  ];
  return (
    <>
      <Menu trigger={<IconButton icon="dots" label="More actions" />} entries={rest} />
      {exports}
      {share}
      {clone}
      {run.modelId && (
        <ButtonLink variant="go" icon="scan" href={`/classify?model=${run.modelId}`}>
          Try it
        </ButtonLink>
      )}
    </>
  );
}

/** For whoever came by a link. */
function ReadersActs({ run, epochs }: ActsProps) {
  return (
    <>
      <ExportMenu run={run} epochs={epochs} />
      {run.modelId && run.modelVisibility === "public" && (
        <ButtonLink variant="go" icon="scan" href={`/classify?model=${run.modelId}`}>
          Try it
        </ButtonLink>
      )}
    </>
  );
}

const cancelConsequence = ({ state }: RunDetail): ReactNode =>
  state === "queued"
    ? "It leaves the queue and will not be trained. You can run it again later."
    : "It ends within a batch. Its epochs are kept, but there will be no test and no model. To get those, stop it after this epoch instead.";
