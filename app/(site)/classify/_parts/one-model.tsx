"use client";
import { BACKEND_NAMES } from "../../../_inference/backend-names.ts";
import { DropTarget, FileButton } from "../../../_ui/drop-target.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatCount, formatMilliseconds } from "../../../_ui/numbers.ts";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { TopClasses } from "../../../_ui/top-classes.tsx";
import { LoadingModel } from "./loading-model.tsx";
import { SeenPicture } from "./seen-picture.tsx";
import { PICTURE_TYPES } from "./stays-here.tsx";
import { type OfferedPictures, TestPictures } from "./test-pictures.tsx";
import { type TriedModel, useOneModel } from "./use-one-model.ts";
import { verdict } from "./verdict.ts";

type OneModelProps = { model: TriedModel; offered: OfferedPictures };

/** One model to try, in a column of 256 pixels or more: a picture, others to take, and what the model says. */
export function OneModel({ model, offered }: OneModelProps) {
  const { input, test, problem, open, choose, classifier, result, answers, failure } = useOneModel(model, offered);
  return (
    <div className="grid gap-3">
      <DropTarget
        accept={PICTURE_TYPES}
        onFile={open}
        title="Drop a picture here"
        className="grid-cols-[auto_1fr]! place-items-stretch! gap-3! overflow-hidden p-3!"
      >
        {input ? (
          <SeenPicture input={input} shape={model.inputShape} test={test} size={96} />
        ) : offered.pending ? (
          <Skeleton className="size-24" />
        ) : (
          <span />
        )}
        <div className="grid content-center justify-items-center gap-1.5">
          <b>Drop a picture here</b>
          <p className="caption">or paste it, or</p>
          <FileButton accept={PICTURE_TYPES} onFile={open} size="sm" />
        </div>
      </DropTarget>
      {problem && (
        <Note tone="bad" role="alert">
          {problem}
        </Note>
      )}
      {(offered.sheet || offered.pending || offered.failed) && (
        <TestPictures from={offered} round={0} chosen={test?.number ?? null} onChoose={choose} />
      )}
      <div className="grid min-h-[164px] content-start gap-2" aria-live="polite">
        {failure ? (
          <ErrorState
            title="The model could not answer."
            onRetry={classifier.status === "failed" ? classifier.retry : undefined}
          >
            {failure}
          </ErrorState>
        ) : answers && result ? (
          <>
            <h2>{verdict([answers[0] ?? null])}</h2>
            <TopClasses items={answers} />
            <p className="caption">
              {BACKEND_NAMES[result.backend]}, {formatMilliseconds(result.milliseconds)}
              {test && `, test picture ${formatCount(test.number)}`}
            </p>
          </>
        ) : classifier.status === "ready" ? (
          <h2>{verdict([null])}</h2>
        ) : (
          <LoadingModel name={model.name} classifier={classifier} />
        )}
      </div>
    </div>
  );
}
