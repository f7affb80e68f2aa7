"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { LiveNote } from "../../_parts/live-note.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { standingInWords } from "../_view/trainer-standing.ts";
import { DailyTimeForm } from "./daily-time-form.tsx";
import { QueueTable } from "./queue-table.tsx";
import { QueueTrail } from "./queue-trail.tsx";
import { TrainerTable } from "./trainer-table.tsx";
import { useQueueActs } from "./use-queue-acts.ts";
import { WaitsPlate } from "./waits-plate.tsx";

const REFRESH_MS = 2_000;

type TrainersPageProps = {
  /** The viewer is an administrator. */
  steers: boolean;
  /** What stands there while none is connected. */
  noTrainer: ReactNode;
};

export function TrainersPage({ steers, noTrainer }: TrainersPageProps) {
  const trpc = useTRPC();
  const overview = useQuery(trpc.trainers.overview.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const acts = useQueueActs();
  const { data } = overview;
  return (
    <>
      <PageHead
        title="Trainers"
        facts={
          data && (
            <>
              <span>{standingInWords(data.trainers)}</span>
              <span>
                {data.waiting === 0
                  ? "nothing waits"
                  : data.waiting === 1
                    ? "1 run waits"
                    : `${formatCount(data.waiting)} runs wait`}
              </span>
            </>
          )
        }
        actions={
          steers &&
          data &&
          (data.pausedAt ? (
            <Button variant="go" icon="play" loading={acts.steering} onClick={acts.resume}>
              Resume the queue
            </Button>
          ) : (
            <Button icon="pause" loading={acts.steering} onClick={acts.pause}>
              Pause the queue
            </Button>
          ))
        }
      />
      <LiveNote query={overview} />
      {!data && overview.isError && (
        <ErrorState
          title="Trainers and queue did not arrive."
          onRetry={() => overview.refetch()}
          retrying={overview.isFetching}
        >
          {refusalText(overview.error)}
        </ErrorState>
      )}
      {!data && !overview.isError && <SkeletonRows rows={6} height={44} />}
      {data?.pausedAt && (
        <Note tone="warn" icon="pause" className="mb-5">
          <b>
            An administrator paused the queue <RelativeTime at={data.pausedAt} />.
          </b>{" "}
          No run starts until it is resumed; what is in training goes on.
        </Note>
      )}
      {data && (
        <>
          {data.trainers.some(({ alive }) => alive) || noTrainer}
          {data.trainers.length > 0 && (
            <TrainerTable trainers={data.trainers} onDrain={steers ? acts.drain : undefined} />
          )}
          <QueueTable overview={data} steers={steers} acts={acts} />
          <WaitsPlate />
          {steers && (
            <Plate title="Training time of a day" caption="for each person’s runs together">
              <DailyTimeForm key={data.secondsPerDay} secondsPerDay={data.secondsPerDay} />
            </Plate>
          )}
          {steers && <QueueTrail />}
        </>
      )}
    </>
  );
}
