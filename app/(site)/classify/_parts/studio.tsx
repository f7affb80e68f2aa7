"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TestPicture } from "../../../_inference/test-sheet.ts";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { DropTarget, FileButton } from "../../../_ui/drop-target.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Icon } from "../../../_ui/icon.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PixelImage } from "../../../_ui/pixel-image.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { chosenModels, MOST_MODELS, modelsQuery } from "./chosen-models.ts";
import { ModelCard } from "./model-card.tsx";
import { NoModels } from "./no-models.tsx";
import { PasteButton } from "./paste-button.tsx";
import { INPUT } from "./picture.ts";
import { FrameSize, PictureFrame } from "./picture-frame.tsx";
import { PICTURE_TYPES, StaysHere } from "./stays-here.tsx";
import { TestPictures } from "./test-pictures.tsx";
import type { TopClass } from "./top-classes.ts";
import { useFirstPicture } from "./use-first-picture.ts";
import { usePicture } from "./use-picture.ts";
import { useTestSheet } from "./use-test-sheet.ts";
import { verdict } from "./verdict.ts";

type StudioProps = {
  /** From the address. */
  modelIds: readonly string[];
  /** Number in the test set of the picture to begin with, from the address. */
  testPicture: number | null;
  signedIn: boolean;
};

/** The classify page: the picture left, what the models say right; on a phone the answer follows the picture. */
export function Studio({ modelIds, testPicture, signedIn }: StudioProps) {
  const trpc = useTRPC();
  const usable = useQuery(trpc.models.usable.queryOptions({}));
  const [ids, setIds] = useState(modelIds);
  const [answers, setAnswers] = useState<ReadonlyMap<string, TopClass>>(new Map());
  const { picture, input, opening, problem, setProblem, open, take, setFrame } = usePicture();
  const testSheet = useTestSheet();
  const [round, setRound] = useState(0);
  const top = useRef<HTMLDivElement>(null);

  const models = chosenModels(ids, usable.data ?? []);
  const chosenIds = models.map(({ id }) => id);
  const unknown = usable.data && ids.some((id) => !usable.data.some((model) => model.id === id));

  const choose = (next: string[]) => {
    setIds(next);
    window.history.replaceState(null, "", modelsQuery(next));
  };
  const keepAnswer = useCallback((id: string, answer: TopClass | null) => {
    setAnswers((current) => {
      const next = new Map(current);
      if (answer) next.set(id, answer);
      else next.delete(id);
      return next;
    });
  }, []);
  const takeTest = useCallback(
    (chosen: TestPicture, label: string) => {
      take(chosen, label);
      // On a phone the test pictures come last; the answer to one is above.
      top.current?.scrollIntoView({ block: "nearest" });
    },
    [take],
  );
  useFirstPicture(testPicture, take, setProblem);
  useEffect(() => {
    if (problem) top.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);

  const others = (usable.data ?? []).filter(({ id }) => !chosenIds.includes(id));
  const sources = (
    <>
      <FileButton accept={PICTURE_TYPES} onFile={open}>
        {opening ? "Opening it" : "Choose a file"}
      </FileButton>
      <PasteButton onFile={open} onProblem={setProblem} />
    </>
  );
  const fromTestSet = picture?.origin.from === "test set" ? picture.origin : null;

  return (
    <div className="grid items-start gap-x-12 wide:grid-cols-[minmax(0,560px)_minmax(0,1fr)] max-wide:flex max-wide:flex-col max-wide:items-stretch">
      <section className="max-wide:contents" aria-label="Picture">
        <div ref={top} className="grid scroll-mt-20 gap-3">
          <DropTarget
            accept={PICTURE_TYPES}
            onFile={open}
            title="Drop a picture here"
            className={
              picture ? "rounded-none! border-none! bg-transparent! p-0!" : "min-h-[380px] max-tablet:min-h-[260px]"
            }
          >
            {picture ? (
              <PictureFrame picture={picture} onFrame={setFrame} />
            ) : (
              <>
                <Icon name="image" size="xl" />
                <h2 className="text-md">Drop a picture here</h2>
                <div className="mt-1 flex flex-wrap justify-center gap-2">{sources}</div>
                <p className="caption">PNG, JPEG, WebP or GIF</p>
              </>
            )}
          </DropTarget>
          {picture && !fromTestSet && <FrameSize picture={picture} onFrame={setFrame} />}
          {problem && (
            <Note tone="bad" role="alert">
              {problem}
            </Note>
          )}
          {picture && <div className="grid grid-cols-2 gap-2">{sources}</div>}
          <StaysHere />
        </div>
        {picture && input && (
          <div className="mt-5 grid grid-cols-[160px_1fr] items-start gap-5 border-t border-line-strong pt-4 max-wide:order-2 max-tablet:grid-cols-[96px_1fr] max-tablet:gap-3.5">
            <span className="max-tablet:hidden">
              <PixelImage
                pixels={input}
                height={INPUT[0]}
                width={INPUT[1]}
                channels={3}
                size={160}
                alt="The framed square"
              />
            </span>
            <span className="tablet:hidden">
              <PixelImage
                pixels={input}
                height={INPUT[0]}
                width={INPUT[1]}
                channels={3}
                size={96}
                alt="The framed square"
              />
            </span>
            <div>
              <h2 className="mb-1">What the {models.length > 1 ? "networks see" : "network sees"}</h2>
              {fromTestSet ? (
                <p className="sub">
                  Test picture {formatCount(fromTestSet.number)}, a picture of {withArticle(fromTestSet.label)}. No
                  network was trained on it.
                </p>
              ) : (
                <p className="sub">
                  {INPUT[0]} × {INPUT[1]} pixels of the framed square. Drag the frame, or move it with the arrow keys.
                </p>
              )}
              <p className="caption mt-2">{formatCount(INPUT[0] * INPUT[1] * INPUT[2])} numbers in, 10 out</p>
            </div>
          </div>
        )}
        {(testSheet.sheet || testSheet.pending || testSheet.failed) && (
          <Plate
            title="Or a picture of the test set"
            className="max-wide:order-3"
            tools={
              <Button
                size="sm"
                variant="plain"
                icon="retry"
                disabled={!testSheet.sheet}
                onClick={() => setRound(round + 1)}
              >
                Eight others
              </Button>
            }
          >
            <TestPictures from={testSheet} round={round} chosen={fromTestSet?.number ?? null} onChoose={takeTest} />
          </Plate>
        )}
      </section>
      <section className="max-wide:order-1 max-wide:mt-6" aria-label="Models">
        <header className="flex min-h-9 items-center justify-between gap-3">
          <h1 className="max-tablet:text-xl">{verdict(chosenIds.map((id) => answers.get(id) ?? null))}</h1>
          {models.length > 0 && models.length < MOST_MODELS && others[0] && (
            <Button size="sm" icon="plus" onClick={() => choose([...chosenIds, others[0]?.id ?? ""])}>
              Compare
            </Button>
          )}
        </header>
        {unknown && (
          <Note tone="warn" className="mt-3">
            <b>The model of this link is not to be had.</b> It was withdrawn, or is private to somebody else.
          </Note>
        )}
        {usable.isPending ? (
          <div className="mt-3.5 grid gap-3 border-t border-line-strong pt-4" aria-busy="true">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-[114px] w-full" />
          </div>
        ) : usable.isError ? (
          <div className="mt-4">
            <ErrorState
              title="The models did not arrive."
              onRetry={() => usable.refetch()}
              retrying={usable.isFetching}
            >
              {usable.error.message}
            </ErrorState>
          </div>
        ) : models.length === 0 ? (
          <NoModels signedIn={signedIn} />
        ) : (
          models.map((model, place) => (
            <ModelCard
              key={model.id}
              model={model}
              choices={[model, ...others].sort(bestFirst)}
              picture={picture}
              input={input}
              onSwitch={(id) => choose(chosenIds.with(place, id))}
              onRemove={models.length > 1 ? () => choose(chosenIds.filter((id) => id !== model.id)) : undefined}
              onAnswer={keepAnswer}
            />
          ))
        )}
      </section>
    </div>
  );
}

const bestFirst = (a: { testAccuracy: number }, b: { testAccuracy: number }) => b.testAccuracy - a.testAccuracy;
const withArticle = (word: string) => `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
