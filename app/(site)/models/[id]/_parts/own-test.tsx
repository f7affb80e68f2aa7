"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { confusionOf, differingAnswers, rightOf } from "#domain/evaluation/compare-answers";
import { BACKEND_NAMES } from "../../../../_inference/backend-names.ts";
import { type OwnTestProgress, useOwnTest } from "../../../../_inference/use-own-test.ts";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ConfusionMatrix } from "../../../../_ui/confusion-matrix.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Figure, Figures } from "../../../../_ui/figures.tsx";
import { Meter } from "../../../../_ui/meter.tsx";
import { Note } from "../../../../_ui/note.tsx";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMilliseconds,
  formatPercent,
} from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { shortClassName } from "../../../../_ui/short-class-name.ts";
import { decodePredictions } from "../../../runs/[id]/_parts/use-predictions.ts";
import { testVerdict } from "../_view/test-verdict.ts";
import { DifferingPictures } from "./differing-pictures.tsx";
import type { ModelDetail } from "./model-detail.ts";

type OwnTestProps = {
  model: Pick<ModelDetail, "id" | "manifestSha256" | "testCount" | "testAccuracy" | "classes" | "spec">;
};

/** The test set once more, in the visitor's browser: whether the published figure can be had there too. */
export function OwnTest({ model }: OwnTestProps) {
  const { id, manifestSha256, testCount, testAccuracy, spec } = model;
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const index = datasets.data?.find((dataset) => dataset.id === spec.dataset)?.indexSha256 ?? null;
  const { test, start, stop } = useOwnTest(manifestSha256);
  const begin = () => index !== null && start(index);
  const isBusy = test.status === "loading" || test.status === "running";
  const hasAnswers = test.status === "running" || test.status === "stopped" || test.status === "done";
  return (
    <Plate
      id="test-here"
      title="Run the test set here"
      caption={`${formatCount(testCount)} pictures, classified in this browser`}
      className="scroll-mt-20"
      tools={
        isBusy ? (
          <Button size="sm" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button size="sm" icon={test.status === "idle" ? "play" : "retry"} disabled={index === null} onClick={begin}>
            {test.status === "idle" ? "Run it here" : "Run it again"}
          </Button>
        )
      }
    >
      {test.status === "idle" && (
        <p className="sub max-w-[72ch]">
          {datasets.isError
            ? "The list of data sets did not arrive. Reload the page to run the test."
            : datasets.isSuccess && index === null
              ? "The pictures of this data set have not been published yet."
              : `Fetches the model and the test pictures (some 20 MB, once), lets the network answer to each of them on this device, and compares with the trainer's ${formatPercent(testAccuracy)}.`}
        </p>
      )}
      {test.status === "loading" && <Loading received={test.receivedBytes} total={test.totalBytes} />}
      {test.status === "failed" && (
        <ErrorState title="The test could not be run." onRetry={begin}>
          {test.message}
        </ErrorState>
      )}
      {hasAnswers && (
        <Answers status={test.status} progress={test} model={model}>
          {test.status === "done" && <Outcome id={id} progress={test} model={model} />}
        </Answers>
      )}
    </Plate>
  );
}

function Loading({ received, total }: { received: number; total: number }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-sm">
      <Meter
        share={total > 0 ? received / total : 0}
        tone="accent"
        label="Loading the model"
        className="min-w-32 max-w-[420px] flex-1"
      />
      <span className="text-ink-2">
        {total === 0
          ? "Asking for the model"
          : received < total
            ? `${formatBytes(received)} of ${formatBytes(total)}`
            : "Testing it on this device, and fetching the pictures"}
      </span>
    </div>
  );
}

type AnswersProps = {
  status: "running" | "stopped" | "done";
  progress: OwnTestProgress;
  model: OwnTestProps["model"];
  /** Stands below the figures. */
  children: ReactNode;
};

/** What has been answered so far: progress, accuracy, speed, and which classes are taken for each other. */
function Answers({ status, progress, model: { classes }, children }: AnswersProps) {
  const { predictions, done, count, milliseconds, computeMilliseconds, model } = progress;
  const confusion = confusionOf(predictions, done);
  const { backend, passedOver, loadMilliseconds, warmUpMilliseconds } = model;
  return (
    <div className="grid items-start gap-x-10 gap-y-5 desktop:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
      <div>
        {status !== "done" && (
          <div className="mb-4 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-sm">
            <Meter share={done / count} tone="accent" label="Test pictures answered" className="min-w-32 flex-1" />
            <span className="text-ink-2">
              {status === "stopped" ? "Stopped after " : ""}
              {formatCount(done)} of {formatCount(count)}
              {status === "running" && `, ${formatDuration((milliseconds / done) * (count - done) * 1e-3)} to go`}
            </span>
          </div>
        )}
        <Figures>
          <Figure label={status === "done" ? "test accuracy, this browser" : "accuracy so far"} lead>
            {formatPercent(rightOf(confusion) / done, 2, "")} <small>%</small>
          </Figure>
          <Figure label="pictures a second">{formatCount((done / milliseconds) * 1000)}</Figure>
          <Figure label="backend">{BACKEND_NAMES[backend]}</Figure>
        </Figures>
        <p className="caption mt-2">
          The network alone: {formatMilliseconds(computeMilliseconds / done)} a picture; loaded in{" "}
          {formatMilliseconds(loadMilliseconds)}, of it {formatMilliseconds(warmUpMilliseconds)} to warm up.
          {passedOver.length > 0 &&
            ` Passed over: ${passedOver.map((tried) => `${BACKEND_NAMES[tried.backend]}: ${tried.reason}`).join("; ")}.`}
        </p>
        {children}
      </div>
      <ConfusionMatrix
        counts={confusion}
        classes={classes}
        shortNames={classes.map((label) => shortClassName(label) ?? label)}
      />
    </div>
  );
}

/** Whether it is what the trainer measured, and which pictures were answered otherwise. */
function Outcome({ id, progress, model }: { id: string; progress: OwnTestProgress; model: OwnTestProps["model"] }) {
  const trpc = useTRPC();
  const trainer = useQuery(
    trpc.models.answers.queryOptions(
      { id },
      { select: decodePredictions, staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  );
  if (trainer.isPending) return <p className="sub mt-4">Comparing with the trainer's answers</p>;
  const { predictions, count } = progress;
  const theirs = trainer.data?.labels.length === count ? trainer.data : null;
  const differing = theirs && differingAnswers(predictions, theirs, count);
  const { equal, title, text } = testVerdict({
    count,
    right: rightOf(confusionOf(predictions, count)),
    rightAtTrainer: Math.round(model.testAccuracy * model.testCount),
    differing: differing?.length ?? null,
  });
  return (
    <>
      <Note icon={equal ? "check" : "alert"} className="mt-5" role="status">
        <b>{title}</b> {text}
      </Note>
      {theirs && differing && differing.length > 0 && (
        <DifferingPictures
          dataset={model.spec.dataset}
          classes={model.classes}
          images={differing}
          here={predictions}
          trainer={theirs}
        />
      )}
    </>
  );
}
