"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { isTerminal } from "#domain/runs/states";
import { allowedVerbs } from "#domain/sweeps/states";
import { Button, ButtonLink, IconButton } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import { PageHead } from "../../../../_ui/page-head.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { Status } from "../../../../_ui/status.tsx";
import { useSweepDeletion } from "../../_parts/use-sweep-deletion.ts";
import { isOver, sweepInWords, sweepMark } from "../../_view/sweep-standing.ts";
import type { SweepDetail } from "../../_view/sweep-types.ts";
import { useSweepActions } from "./use-sweep-actions.ts";

/** Name, state, and the verbs that the state allows. */
export function SweepHead({ sweep }: { sweep: SweepDetail }) {
  const { state, runs, plan, createdAt } = sweep;
  const over = isOver(runs);
  const done = runs.filter((run) => isTerminal(run.state)).length;
  return (
    <PageHead
      title={sweep.name}
      facts={
        <>
          <Status state={sweepMark(state, over)} progress={done / Math.max(runs.length, 1)}>
            {sweepInWords(state, over)}
          </Status>
          <span>{plan.method.kind === "grid" ? "grid" : `random samples, seed ${plan.method.seed}`}</span>
          {plan.halving && <span>losers stopped early, 1 of {plan.halving.reduction} goes on</span>}
          <span>
            launched <RelativeTime at={createdAt} />
          </span>
        </>
      }
      actions={over ? sweep.deletedAt === null && <MoreActs sweep={sweep} /> : <Verbs sweep={sweep} />}
    />
  );
}

/** What can be done to a sweep that is over. */
function MoreActs({ sweep }: { sweep: SweepDetail }) {
  const { remove, removing } = useSweepDeletion();
  const router = useRouter();
  return (
    <>
      <Menu
        trigger={<IconButton icon="dots" label="More actions" />}
        entries={[
          {
            label: "Delete",
            icon: "trash",
            danger: true,
            disabled: removing,
            onSelect: () => remove(sweep, () => router.push("/sweeps")),
          },
        ]}
      />
      <ButtonLink href={`/sweeps/new?sweep=${sweep.id}`} icon="copy">
        Clone and change
      </ButtonLink>
    </>
  );
}

type Question = { title: string; description: ReactNode; confirm: string; act: () => unknown };

function Verbs({ sweep: { id, state, runs } }: { sweep: SweepDetail }) {
  const actions = useSweepActions(id);
  const [asked, setAsked] = useState<"stop" | "cancel" | null>(null);
  const verbs = allowedVerbs(state);
  const running = runs.filter((run) => run.state === "running").length;
  const waiting = runs.filter((run) => run.state === "queued").length;
  const questions: Record<"stop" | "cancel", Question> = {
    stop: {
      title: "Stop this sweep?",
      description: `${plural(running, "running run")} ${running === 1 ? "ends" : "end"} after the current epoch and ${running === 1 ? "is" : "are"} tested; ${plural(waiting, "waiting run")} will not start. To go on later, pause it instead.`,
      confirm: "Stop the sweep",
      act: actions.stop,
    },
    cancel: {
      title: "Cancel this sweep?",
      description: `${plural(running, "running run")} ${running === 1 ? "ends" : "end"} at once, without a test and a model; ${plural(waiting, "waiting run")} will not start. What has ended is kept.`,
      confirm: "Cancel the sweep",
      act: actions.cancel,
    },
  };
  const question = asked && questions[asked];
  return (
    <>
      {verbs.includes("pause") && (
        <Button
          icon="pause"
          disabled={actions.busy}
          title="Starts no further runs; those that have begun go on"
          onClick={actions.pause}
        >
          Pause
        </Button>
      )}
      {verbs.includes("resume") && (
        <Button
          icon="play"
          variant="go"
          disabled={actions.busy}
          title="Lets the held runs wait for a trainer again"
          onClick={actions.resume}
        >
          Resume
        </Button>
      )}
      {verbs.includes("stop") && (
        <Button
          icon="check"
          disabled={actions.busy}
          title="Running runs end after their epoch and are tested; no other starts"
          onClick={() => setAsked("stop")}
        >
          Stop
        </Button>
      )}
      {verbs.includes("cancel") && (
        <Button
          icon="stop"
          disabled={actions.busy}
          title="All runs end at once, without a result"
          onClick={() => setAsked("cancel")}
        >
          Cancel
        </Button>
      )}
      {question && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={question.title}
          description={question.description}
          confirm={question.confirm}
          dismiss="Let it run"
          danger
          onConfirm={question.act}
        />
      )}
    </>
  );
}

const plural = (count: number, words: string) => `${count === 0 ? "No" : count} ${words}${count === 1 ? "" : "s"}`;
