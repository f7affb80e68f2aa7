"use client";
import clsx from "clsx";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Framing } from "../../../_inference/framing.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Meter } from "../../../_ui/meter.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { saveText } from "../../../_ui/save-text.ts";
import { Select } from "../../../_ui/select.tsx";
import { showToast } from "../../../_ui/toast.tsx";
import { SHEET_ORDERS, type SheetOrder, type SheetPicture, sheetCsv } from "./contact-sheet.ts";
import { answerWord, ContactTile } from "./contact-tile.tsx";
import { topClasses } from "./top-classes.ts";
import type { UsableModel } from "./usable-model.ts";
import type { ContactSheet } from "./use-contact-sheet.ts";
import { useGridKeys } from "./use-grid-keys.ts";

type ContactSheetViewProps = {
  sheet: ContactSheet;
  /** Those of the sheet, in their order. */
  sorted: readonly SheetPicture[];
  models: readonly UsableModel[];
  framing: Framing;
  order: SheetOrder;
  onOrder: (order: SheetOrder) => void;
  /** The picture from which one comes back to the sheet: it gets the focus. */
  returnTo: number | null;
  onOpen: (picture: SheetPicture) => void;
};

/** Many pictures side by side with the likeliest class of each: sorted, opened, removed, and saved as a table. */
export function ContactSheetView({
  sheet,
  sorted,
  models,
  framing,
  order,
  onOrder,
  returnTo,
  onOpen,
}: ContactSheetViewProps) {
  const { entries, answersOf, remove, restore, clear } = sheet;
  const [focused, setFocused] = useState(returnTo);
  const grid = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when one has just come back
  useEffect(() => {
    if (returnTo !== null) grid.current?.querySelector<HTMLElement>(`[data-tile="${returnTo}"]`)?.focus();
  }, []);
  // Tab reaches one tile; the arrow keys the others.
  const reachable = sorted.find(({ id }) => id === focused) ?? sorted[0];

  const removeOne = useCallback(
    (id: number) => {
      const removed = entries.find((one) => one.id === id);
      if (!removed) return;
      remove(id);
      showToast(`${removed.file.name} was removed.`, { undo: () => restore([removed]) });
    },
    [entries, remove, restore],
  );
  const removeAll = () => {
    const removed = entries;
    clear();
    showToast(`${formatCount(removed.length)} pictures were removed.`, { undo: () => restore(removed) });
  };
  const onKeyDown = useGridKeys(
    grid,
    useCallback((tile: string) => removeOne(Number(tile)), [removeOne]),
  );
  const save = () => saveText(sheetCsv(sorted, models, framing, answersOf), "classified pictures", "csv");

  return (
    <section aria-label="Contact sheet" className="grid gap-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 max-tablet:gap-x-1.5">
        <h2 className="mr-auto">{formatCount(entries.length)} pictures</h2>
        <span className="max-tablet:w-32 *:w-full">
          <Select
            aria-label="Order of the pictures"
            value={order}
            onChange={(event) => onOrder(event.target.value as SheetOrder)}
          >
            {Object.entries(SHEET_ORDERS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </span>
        <Button size="sm" icon="download" onClick={save}>
          CSV
        </Button>
        <IconButton icon="trash" label="Clear all" onClick={removeAll} />
      </header>
      {(sheet.working || sheet.stopped) && (
        <div className="flex items-center gap-3 text-sm text-ink-2">
          <Meter
            share={sheet.done / entries.length}
            tone="accent"
            label="Pictures classified"
            className="min-w-24 flex-1"
          />
          <span>
            {formatCount(sheet.done)} of {formatCount(entries.length)}
          </span>
          {sheet.stopped ? (
            <Button size="sm" icon="play" onClick={sheet.goOn}>
              Go on
            </Button>
          ) : (
            <Button size="sm" icon="stop" onClick={sheet.stop}>
              Stop
            </Button>
          )}
        </div>
      )}
      {sheet.problems.map(({ model, message }) => (
        <ErrorState key={model.id} title={`${model.name} does not answer.`} onRetry={sheet.retry}>
          {message}
        </ErrorState>
      ))}
      <ul
        ref={grid}
        className={clsx(
          "grid grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-x-3 gap-y-4",
          models.length > 1 ? "max-tablet:grid-cols-2" : "max-tablet:grid-cols-3",
        )}
        onKeyDown={onKeyDown}
      >
        {sorted.map((picture) => (
          <ContactTile
            key={picture.id}
            picture={picture}
            framing={framing}
            models={models}
            words={models.map((model) => {
              const answer = answersOf(picture, model);
              return answerWord(answer ? topClasses(answer.probabilities, answer.classes, 1)[0] : undefined);
            })}
            reachable={picture === reachable}
            onOpen={onOpen}
            onRemove={removeOne}
            onFocus={setFocused}
          />
        ))}
      </ul>
      {models.length > 1 && (
        <ol className="caption flex flex-wrap gap-x-4">
          {models.map(({ id, name }, i) => (
            <li key={id}>
              {i + 1} {name}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
