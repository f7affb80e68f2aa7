"use client";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import type { SheetPicture } from "./contact-sheet.ts";

type BackToSheetProps = {
  /** In the order of the sheet. */
  pictures: readonly SheetPicture[];
  /** The one that is open in the large view, or null for a picture from elsewhere. */
  opened: SheetPicture | null;
  onBack: () => void;
  onOpen: (picture: SheetPicture) => void;
};

/** From a picture in the large view back to the contact sheet, and on to its neighbours there. */
export function BackToSheet({ pictures, opened, onBack, onOpen }: BackToSheetProps) {
  const readable = pictures.filter(({ problem }) => problem === null);
  const at = opened ? readable.indexOf(opened) : -1;
  const step = (by: 1 | -1, label: string) => {
    const next = readable[at + by];
    return (
      <IconButton
        icon="chevron"
        label={label}
        className={by === -1 ? "[&_svg]:rotate-180" : undefined}
        disabled={!next}
        onClick={() => next && onOpen(next)}
      />
    );
  };
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Button size="sm" icon="grid" onClick={onBack}>
        All {formatCount(pictures.length)} pictures
      </Button>
      {opened && (
        <>
          <span className="caption min-w-0 flex-1 truncate">{opened.file.name}</span>
          {step(-1, "The picture before")}
          {step(1, "The next picture")}
        </>
      )}
    </div>
  );
}
