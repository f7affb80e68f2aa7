"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCallback, useEffect } from "react";
import { BACKEND_NAMES } from "../../_inference/backend-names.ts";
import { picturesInTurn, type TestPicture } from "../../_inference/test-sheet.ts";
import { useClassification, useClassifier } from "../../_inference/use-classifier.ts";
import { useTRPC } from "../../_trpc/client.ts";
import { DropTarget, FileButton } from "../../_ui/drop-target.tsx";
import { ErrorState } from "../../_ui/error-state.tsx";
import { Icon } from "../../_ui/icon.tsx";
import { Meter } from "../../_ui/meter.tsx";
import { Note } from "../../_ui/note.tsx";
import { formatCount, formatMilliseconds } from "../../_ui/numbers.ts";
import { PixelImage } from "../../_ui/pixel-image.tsx";
import { Skeleton } from "../../_ui/skeleton.tsx";
import { TopClasses } from "../../_ui/top-classes.tsx";
import { NoModels } from "../classify/_parts/no-models.tsx";
import { PICTURE_TYPES, StaysHere } from "../classify/_parts/stays-here.tsx";
import { TestPictures } from "../classify/_parts/test-pictures.tsx";
import { topClasses } from "../classify/_parts/top-classes.ts";
import type { UsableModel } from "../classify/_parts/usable-model.ts";
import { useNetworkInputs } from "../classify/_parts/use-network-inputs.ts";
import { usePicture } from "../classify/_parts/use-picture.ts";
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
  const { picture, problem, open, take } = usePicture();
  const [height, width] = model.inputShape;
  const input = useNetworkInputs(picture, "crop", [model.inputShape])(model.inputShape);
  const testSheet = useTestSheet();
  const classifier = useClassifier(model.manifestSha256);
  const { result, error } = useClassification(classifier.status === "ready" ? model.manifestSha256 : null, input);
  const choose = useCallback((chosen: TestPicture, label: string) => take(chosen, label), [take]);

  // Something to look at before anybody has chosen: the first test picture.
  const { sheet, classes } = testSheet;
  useEffect(() => {
    if (picture || !sheet) return;
    const [first] = picturesInTurn(sheet, classes.length, 0, 1);
    if (first) take(first, classes[first.label] ?? "");
  }, [picture, sheet, classes, take]);

  const answers = result ? topClasses(result.probabilities, result.classes, 5) : null;
  const test = picture?.origin.from === "test set" ? picture.origin : null;
  const failure = classifier.status === "failed" ? classifier.message : error;
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
                <PixelImage pixels={input} height={height} width={width} channels={3} size={224} alt={alt(test)} />
              </span>
              <span className="tablet:hidden">
                <PixelImage pixels={input} height={height} width={width} channels={3} size={96} alt={alt(test)} />
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
          <div className="col-span-full grid content-center gap-2 self-center">
            <Meter
              share={
                classifier.status === "loading" && classifier.totalBytes > 0
                  ? classifier.receivedBytes / classifier.totalBytes
                  : 0
              }
              tone="accent"
              label="Loading the model"
            />
            <p className="caption">Fetching {model.name} into this browser</p>
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

const alt = (test: { label: string; number: number } | null) =>
  test
    ? `${test.label}, test picture ${formatCount(test.number)}`
    : "The middle square of your picture, as the network sees it";
