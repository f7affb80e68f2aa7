/**
 * Unsaved changes of the form, kept over a reload or a detour: for this tab, and for what the form was opened with
 * (`origin`). A browser may refuse storage; a draft is a comfort, so the form then does without.
 */
import { type LaunchValues, readDraft, writeDraft } from "../../_view/launch-values.ts";

const keyOf = (origin: string) => `cultivar.launch.${origin}`;

function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

export const loadDraft = (origin: string): LaunchValues | null =>
  readDraft(inStorage((storage) => storage.getItem(keyOf(origin))));

/** Values that do not fit the form, such as a field without a number, leave the last draft as it is. */
export function saveDraft(origin: string, values: LaunchValues): void {
  const text = writeDraft(values);
  if (text) inStorage((storage) => storage.setItem(keyOf(origin), text));
}

export function forgetDraft(origin: string): void {
  inStorage((storage) => storage.removeItem(keyOf(origin)));
}
