"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ImageShape } from "#domain/architectures/layers";
import type { Pixels } from "../../../_inference/area-average.ts";
import { meanColour } from "../../../_inference/framing.ts";
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
import { Segmented } from "../../../_ui/segmented.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { BackToSheet } from "./back-to-sheet.tsx";
import { reloadForCamera } from "./camera-permission.ts";
import { chosenModels, MOST_MODELS, modelsQuery } from "./chosen-models.ts";
import { type SheetOrder, sortedPictures } from "./contact-sheet.ts";
import { KeptOffline } from "./kept-offline.tsx";
import { CameraView, ConfirmDialog, ContactSheetView } from "./late-parts.tsx";
import { ModelCard } from "./model-card.tsx";
import { NoModels } from "./no-models.tsx";
import { PasteButton } from "./paste-button.tsx";
import { FrameSize, PictureFrame } from "./picture-frame.tsx";
import { isSmall, PixelsCanvas } from "./pixels-canvas.tsx";
import { ShareTimings } from "./share-timings.tsx";
import { PICTURE_TYPES, StaysHere } from "./stays-here.tsx";
import { TestPictures } from "./test-pictures.tsx";
import type { TopClass } from "./top-classes.ts";
import { useContactSheet } from "./use-contact-sheet.ts";
import { useFirstPicture } from "./use-first-picture.ts";
import { useFraming } from "./use-framing.ts";
import { useKeptModels } from "./use-kept-models.ts";
import { distinctShapes, useNetworkInputs } from "./use-network-inputs.ts";
import { usePicture } from "./use-picture.ts";
import { useSharesTimings } from "./use-shared-timings.ts";
import { useSources } from "./use-sources.ts";
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
  const single = usePicture();
  const { picture, opening, problem, setProblem, setFrame } = single;
  const kept = useKeptModels(usable.isSuccess && usable.fetchStatus === "idle" ? usable.data : null);
  const [framing, setFraming] = useFraming();
  const [sharesTimings, setSharesTimings] = useSharesTimings();
  const [order, setOrder] = useState<SheetOrder>("added");
  const testSheet = useTestSheet();
  const [round, setRound] = useState(0);
  const top = useRef<HTMLDivElement>(null);

  const models = chosenModels(ids, usable.data ?? []);
  const shapes = distinctShapes(models);
  const inputSide = shapes[0]?.[0] ?? 32;
  const sheet = useContactSheet(models, shapes, framing);
  const sources = useSources(single, sheet);
  const { view, shown, takeTest: show } = sources;
  const inputOf = useNetworkInputs(shown, framing, shapes);
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
      show(chosen, label);
      // On a phone the test pictures come last; the answer to one is above.
      top.current?.scrollIntoView({ block: "nearest" });
    },
    [show],
  );
  // Without a connection the page is one for all addresses: the models are read from this one.
  useEffect(() => {
    const named = new URLSearchParams(window.location.search).getAll("model");
    setIds((current) => (named.join() === current.join() ? current : named));
  }, []);
  useFirstPicture(testPicture, show, setProblem);
  useEffect(() => {
    if (problem) top.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);

  const others = (usable.data ?? []).filter(({ id }) => !chosenIds.includes(id));
  const buttons = (
    <>
      <FileButton accept={PICTURE_TYPES} onFiles={sources.openFiles}>
        {opening ? "Opening it" : "Choose files"}
      </FileButton>
      <PasteButton onFiles={sources.openFiles} onProblem={setProblem} />
      <Button icon="camera" onClick={sources.camera.open}>
        Camera
      </Button>
    </>
  );
  const fromTestSet = view === "picture" && picture?.origin.from === "test set" ? picture.origin : null;
  const answersFrom = models[0]?.manifestSha256;
  const { entries, answersOf } = sheet;
  const sorted = useMemo(
    () =>
      sortedPictures(entries, order, (one) =>
        answersFrom === undefined ? null : answersOf(one, { manifestSha256: answersFrom }),
      ),
    [entries, order, answersFrom, answersOf],
  );

  return (
    <div className="grid items-start gap-x-12 desktop:grid-cols-[minmax(0,11fr)_minmax(0,12fr)] wide:grid-cols-[minmax(0,560px)_minmax(0,1fr)] max-desktop:flex max-desktop:flex-col max-desktop:items-stretch">
      <section className="max-desktop:contents" aria-label="Picture">
        <div ref={top} className="grid scroll-mt-20 gap-3">
          {view === "picture" && sheet.entries.length > 0 && (
            <BackToSheet
              pictures={sorted}
              opened={sources.opened}
              onBack={sources.backToSheet}
              onOpen={sources.openFromSheet}
            />
          )}
          <DropTarget
            accept={PICTURE_TYPES}
            onFiles={sources.openFiles}
            title="Drop pictures here"
            className={
              picture || view !== "picture"
                ? "place-items-stretch! rounded-none! border-none! bg-transparent! p-0! text-left!"
                : "min-h-[380px] max-tablet:min-h-[260px]"
            }
          >
            {view === "camera" ? (
              <CameraView
                framing={framing}
                inputSide={inputSide}
                onLook={sources.camera.look}
                onShot={sources.camera.shoot}
                onClose={sources.camera.close}
              />
            ) : view === "sheet" ? (
              <ContactSheetView
                sheet={sheet}
                sorted={sorted}
                models={models}
                framing={framing}
                order={order}
                onOrder={setOrder}
                returnTo={sources.opened?.id ?? null}
                onOpen={sources.openFromSheet}
              />
            ) : picture ? (
              <PictureFrame
                size={picture.pixels}
                frame={picture.frame}
                framing={framing}
                inputSide={inputSide}
                onFrame={setFrame}
              >
                <PixelsCanvas
                  pixels={picture.pixels}
                  className={clsx("block h-auto w-full", isSmall(picture.pixels) && "[image-rendering:pixelated]")}
                />
              </PictureFrame>
            ) : (
              <>
                <Icon name="image" size="xl" />
                <h2 className="text-md">Drop pictures here</h2>
                <div className="mt-1 flex flex-wrap justify-center gap-2">{buttons}</div>
                <p className="caption">One or many; PNG, JPEG, WebP or GIF</p>
              </>
            )}
          </DropTarget>
          {(view !== "picture" || picture) && !fromTestSet && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Segmented
                label="What the network sees"
                options={[
                  { value: "crop", label: "Crop" },
                  { value: "fit", label: "Whole picture" },
                ]}
                value={framing}
                onChange={setFraming}
              />
              {view === "picture" && picture && framing === "crop" && (
                <FrameSize size={picture.pixels} frame={picture.frame} onFrame={setFrame} />
              )}
            </div>
          )}
          {problem && (
            <Note tone="bad" role="alert">
              {problem}
            </Note>
          )}
          {(picture || view === "sheet") && view !== "camera" && (
            <div className="grid grid-cols-3 gap-2">{buttons}</div>
          )}
          <StaysHere />
        </div>
        {shown && (
          <div className="mt-5 grid grid-cols-[160px_1fr] items-start gap-5 border-t border-line-strong pt-4 max-desktop:order-2 max-tablet:grid-cols-[96px_1fr] max-tablet:gap-3.5">
            <div className="grid gap-2">
              {shapes.map((shape) => (
                <NetworkView key={shape.join()} shape={shape} input={inputOf(shape)} />
              ))}
            </div>
            <div>
              <h2 className="mb-1">What the {models.length > 1 ? "networks see" : "network sees"}</h2>
              {fromTestSet ? (
                <p className="sub">
                  Test picture {formatCount(fromTestSet.number)}, a picture of {withArticle(fromTestSet.label)}. No
                  network was trained on it.
                </p>
              ) : (
                <p className="sub">
                  {shapes.map(([height, width]) => `${height} × ${width}`).join(" and ")} pixels of{" "}
                  {framing === "crop" ? (
                    "the framed square. Drag the frame, or move it with the arrow keys."
                  ) : (
                    <>
                      the whole picture; what it leaves empty has its mean colour, <MeanColour pixels={shown.pixels} />.
                    </>
                  )}
                </p>
              )}
              <p className="caption mt-2">
                {shapes.map(([height, width, channels]) => formatCount(height * width * channels)).join(" and ")}{" "}
                numbers
              </p>
            </div>
          </div>
        )}
        {(testSheet.sheet || testSheet.pending || testSheet.failed) && (
          <Plate
            title="Or a picture of the test set"
            className="max-desktop:order-3"
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
      <section className="max-desktop:order-1 max-desktop:mt-6" aria-label="Models">
        <header className="flex min-h-9 items-center justify-between gap-3">
          <h1 className="max-tablet:text-xl">
            {view === "sheet" ? "What is in your pictures?" : verdict(chosenIds.map((id) => answers.get(id) ?? null))}
          </h1>
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
              picture={view === "picture" ? picture : null}
              framing={framing}
              answersElsewhere={view === "sheet"}
              input={inputOf(model.inputShape)}
              sharesTimings={sharesTimings}
              onSwitch={(id) => choose(chosenIds.with(place, id))}
              onRemove={models.length > 1 ? () => choose(chosenIds.filter((id) => id !== model.id)) : undefined}
              onAnswer={keepAnswer}
              onReady={kept.onReady}
            />
          ))
        )}
        {models.length > 0 && <ShareTimings shares={sharesTimings} onChange={setSharesTimings} />}
        <KeptOffline kept={kept} chosen={models} />
      </section>
      {sources.reload.asked && (
        <ConfirmDialog
          open
          onOpenChange={sources.reload.setAsked}
          title="Load the page anew for the camera?"
          description="Browsers give the camera to this page only when it was opened by its address. The pictures of the contact sheet would be gone."
          confirm="Load it anew"
          dismiss="Keep the pictures"
          onConfirm={reloadForCamera}
        />
      )}
    </div>
  );
}

/** The numbers that a network gets, as a picture. */
function NetworkView({ shape: [height, width], input }: { shape: ImageShape; input: Uint8Array | null }) {
  if (!input) return null;
  const facts = { pixels: input, height, width, channels: 3, alt: "What the network sees" } as const;
  return (
    <>
      <span className="max-tablet:hidden">
        <PixelImage {...facts} size={160} />
      </span>
      <span className="tablet:hidden">
        <PixelImage {...facts} size={96} />
      </span>
    </>
  );
}

function MeanColour({ pixels }: { pixels: Pixels }) {
  const colour = useMemo(() => `rgb(${meanColour(pixels).join(" ")})`, [pixels]);
  return (
    <span
      role="img"
      aria-label={colour}
      title={colour}
      className="inline-block size-3 border border-line-strong align-[-1px]"
      style={{ background: colour }}
    />
  );
}

const bestFirst = (a: { testAccuracy: number }, b: { testAccuracy: number }) => b.testAccuracy - a.testAccuracy;
const withArticle = (word: string) => `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
