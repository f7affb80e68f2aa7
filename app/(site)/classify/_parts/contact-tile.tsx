"use client";
import clsx from "clsx";
import { memo } from "react";
import type { Framing } from "../../../_inference/framing.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { Icon } from "../../../_ui/icon.tsx";
import { formatPercent } from "../../../_ui/numbers.ts";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import type { SheetPicture } from "./contact-sheet.ts";
import { isSmall, PixelsCanvas } from "./pixels-canvas.tsx";

type ContactTileProps = {
  picture: SheetPicture;
  framing: Framing;
  /** What each model says, "cat 87.1 %"; null where it has not answered. */
  words: readonly (string | null)[];
  models: readonly { id: string; name: string }[];
  reachable: boolean;
  onOpen: (picture: SheetPicture) => void;
  onRemove: (id: number) => void;
  onFocus: (id: number) => void;
};

/** One picture of the contact sheet: as the networks see it, its name, and the likeliest class of each model. */
function Tile({ picture, framing, words, models, reachable, onOpen, onRemove, onFocus }: ContactTileProps) {
  const { id, file, preview, problem } = picture;
  const spoken = words.map((word, i) => `${models[i]?.name}: ${word ?? "no answer yet"}`);
  const said = problem ?? spoken.join("; ");
  return (
    <li className="group relative min-w-0">
      <button
        type="button"
        data-tile={id}
        tabIndex={reachable ? 0 : -1}
        className="grid w-full gap-1 text-left"
        aria-label={`${file.name}. ${said}`}
        title={problem ? `${file.name}: ${problem}` : file.name}
        onClick={() => (problem ? undefined : onOpen(picture))}
        onFocus={() => onFocus(id)}
      >
        <span className="relative block aspect-square w-full overflow-hidden border border-line bg-wash">
          {preview ? (
            <PixelsCanvas
              pixels={preview.thumbnail}
              className={clsx(
                "size-full",
                framing === "crop" ? "object-cover" : "object-contain",
                isSmall(preview.thumbnail) && "[image-rendering:pixelated]",
              )}
            />
          ) : problem ? (
            <span className="grid size-full place-content-center justify-items-center gap-1 p-2 text-center text-xs leading-4 text-ink-2">
              <Icon name="alert" size="s" className="text-bad" />
              <span className="line-clamp-5">{problem}</span>
            </span>
          ) : (
            <Skeleton className="size-full" />
          )}
        </span>
        <span className="caption truncate">{file.name}</span>
        {!problem &&
          models.map((model, i) => (
            <span
              key={model.id}
              className={clsx("flex min-h-[18px] gap-1.5 truncate text-xs leading-[18px]", i === 0 && "font-strong")}
            >
              {models.length > 1 && <span className="text-ink-3">{i + 1}</span>}
              {words[i] ?? <span className="text-ink-3">–</span>}
            </span>
          ))}
      </button>
      <IconButton
        icon="x"
        label={`Remove ${file.name}`}
        tabIndex={-1}
        className="absolute! top-1 right-1 size-7! bg-surface! opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        onClick={() => onRemove(id)}
      />
    </li>
  );
}

export const ContactTile = memo(
  Tile,
  (a, b) =>
    a.picture === b.picture &&
    a.framing === b.framing &&
    a.reachable === b.reachable &&
    a.onOpen === b.onOpen &&
    a.onRemove === b.onRemove &&
    a.words.join() === b.words.join() &&
    a.models === b.models,
);

/** "cat 87.1 %". */
export const answerWord = (top: { name: string; probability: number } | undefined): string | null =>
  top ? `${top.name} ${formatPercent(top.probability, 1)}` : null;
