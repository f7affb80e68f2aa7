/**
 * Unsaved changes of a form, kept over a reload or a detour: for this tab, and for what the form was opened with (`origin`).
 * A browser may refuse storage; a draft is a comfort, so the form then does without.
 */
export type DraftStore<T> = {
  load(origin: string): T | null;
  save(origin: string, draft: T): void;
  forget(origin: string): void;
};

/**
 * @param form tells its drafts from those of others
 * @param read the draft in a text, or null when there is none or it does not fit
 * @param write a text for a draft; null leaves the last one as it is
 */
export function createDraftStore<T>(
  form: string,
  read: (text: string | null) => T | null,
  write: (draft: T) => string | null,
): DraftStore<T> {
  const keyOf = (origin: string) => `cultivar.${form}.${origin}`;
  return {
    load: (origin) => read(inStorage((storage) => storage.getItem(keyOf(origin)))),
    save(origin, draft) {
      const text = write(draft);
      if (text) inStorage((storage) => storage.setItem(keyOf(origin), text));
    },
    forget(origin) {
      inStorage((storage) => storage.removeItem(keyOf(origin)));
    },
  };
}

function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
