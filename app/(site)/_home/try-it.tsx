"use client";
import { useQuery } from "@tanstack/react-query";
import { BACKEND_NAMES } from "../../_inference/backend-names.ts";
import { useTRPC } from "../../_trpc/client.ts";
import { DropTarget, FileButton } from "../../_ui/drop-target.tsx";
import { ErrorState } from "../../_ui/error-state.tsx";
import { Icon } from "../../_ui/icon.tsx";
import { Link } from "../../_ui/link.tsx";
import { Note } from "../../_ui/note.tsx";
import { formatCount, formatMilliseconds } from "../../_ui/numbers.ts";
import { Skeleton } from "../../_ui/skeleton.tsx";
import { TopClasses } from "../../_ui/top-classes.tsx";
import { LoadingModel } from "../classify/_parts/loading-model.tsx";
import { NoModels } from "../classify/_parts/no-models.tsx";
import { SeenPicture } from "../classify/_parts/seen-picture.tsx";
import { PICTURE_TYPES, StaysHere } from "../classify/_parts/stays-here.tsx";
import { TestPictures } from "../classify/_parts/test-pictures.tsx";
import type { UsableModel } from "../classify/_parts/usable-model.ts";
import { useOneModel } from "../classify/_parts/use-one-model.ts";
import { useTestSheet } from "../classify/_parts/use-test-sheet.ts";
import { verdict } from "../classify/_parts/verdict.ts";

/** The best model at work on a test picture, and on any that is dropped here. */
export function TryIt({ signedIn }: { signedIn: boolean }) {
  const usable = useQuery(useTRPC().models.usable.queryOptions({}));
  const model = usable.data?.find(({ publishedAt }) => publishedAt !== null) ?? usable.data?.[0];
  return (
    <section className="grid gap-4 max-tablet:order-1" aria-label="Try a model">
      {usable.isError ? (
        <ErrorState title="The models did not arrive." onRetry={() => usable.refetch()} retrying={usable.isFetching} />
      ) : usable.isPending ? (
        <Skeleton className="h-[500px] w-full" />
      ) : model ? (
        <Live model={model} />
      ) : (
        <NoModels signedIn={signedIn} />
      )}
    </section>
  );
}

function Live({ model }: { model: UsableModel }) {
  const testSheet = useTestSheet();
  const { input, test, problem, open, choose, classifier, result, answers, failure } = useOneModel(model, testSheet);
  return (
    <>
      <DropTarget
        accept={PICTURE_TYPES}
        onFile={open}
        title="Drop a picture here"
        className="grid-cols-[auto_1fr]! gap-0! overflow-hidden p-0!"
      >
        <div className="p-5 max-tablet:p-3">
          {input ? (
            <>
              <span className="max-tablet:hidden">
                <SeenPicture input={input} shape={model.inputShape} test={test} size={224} />
              </span>
              <span className="tablet:hidden">
                <SeenPicture input={input} shape={model.inputShape} test={test} size={96} />
              </span>
            </>
          ) : (
            <Skeleton className="size-56 max-tablet:size-24" />
          )}
        </div>
        <div className="grid justify-items-center gap-2 p-5 max-tablet:p-3">
          <Icon name="image" size="xl" className="text-accent max-tablet:hidden" />
          <p>
            <b>Drop a picture here</b>
          </p>
          <p className="caption max-tablet:hidden">or paste it, or</p>
          <FileButton accept={PICTURE_TYPES} onFile={open} size="sm" />
        </div>
      </DropTarget>
      {problem && (
        <Note tone="bad" role="alert">
          {problem}
        </Note>
      )}
      {(testSheet.sheet || testSheet.pending || testSheet.failed) && (
        <TestPictures from={testSheet} round={0} chosen={test?.number ?? null} onChoose={choose} />
      )}
      <div
        className="grid min-h-[118px] grid-cols-[170px_1fr] items-start gap-6 pt-1 max-tablet:grid-cols-1 max-tablet:gap-2.5"
        aria-live="polite"
      >
        {failure ? (
          <div className="col-span-full">
            <ErrorState
              title="The model could not answer."
              onRetry={classifier.status === "failed" ? classifier.retry : undefined}
            >
              {failure}
            </ErrorState>
          </div>
        ) : answers && result ? (
          <>
            <div>
              <h2 className="mb-1 text-xl leading-[26px]">{verdict([answers[0] ?? null])}</h2>
              <p className="caption flex flex-wrap gap-x-3.5 tablet:block [&>span]:block">
                <Link className="hover:underline" href={`/models/${model.id}`}>
                  {model.name}
                </Link>
                <span>
                  {BACKEND_NAMES[result.backend]}, {formatMilliseconds(result.milliseconds)}
                </span>
                {test && <span>test picture {formatCount(test.number)}</span>}
              </p>
            </div>
            <TopClasses items={answers} />
          </>
        ) : (
          <div className="col-span-full self-center">
            <LoadingModel name={model.name} classifier={classifier} />
          </div>
        )}
      </div>
      <StaysHere>
        <Link className="text-link" href="/classify">
          Frame it, compare models
        </Link>
      </StaysHere>
    </>
  );
}
