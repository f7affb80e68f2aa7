"use client";
import { useCallback, useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { chosenValues, type LaunchValues, readDraft, writeDraft } from "../../_view/launch-values.ts";

const keyOf = (origin: string) => `cultivar.launch.${origin}`;

/** A browser may refuse storage; a draft is a comfort, so the form then does without. */
function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

/**
 * Keeps unsaved changes of the form over a reload or a detour, for this tab and for what the form was opened with
 * (`origin`). `restored` says that the form shows such a draft; `discard` forgets it.
 */
export function useDraft(origin: string, form: UseFormReturn<LaunchValues>) {
  const { reset, subscribe } = form;
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const draft = readDraft(inStorage((storage) => storage.getItem(keyOf(origin))));
    if (draft) {
      reset(draft, { keepDefaultValues: true });
      setRestored(true);
    }
    return subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const text = writeDraft(chosenValues(values));
        if (text) inStorage((storage) => storage.setItem(keyOf(origin), text));
      },
    });
  }, [origin, reset, subscribe]);

  const discard = useCallback(() => {
    inStorage((storage) => storage.removeItem(keyOf(origin)));
    setRestored(false);
  }, [origin]);

  return { restored, discard };
}
