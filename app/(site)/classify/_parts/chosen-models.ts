/** Which models a page classifies with, kept in its address: `?model=<id>&model=<id>`. */

/** More than three answers side by side are no longer read. */
export const MOST_MODELS = 3;

/** The chosen ones of `usable`, in the order of the address; without a choice the first, which is the best. */
export function chosenModels<Model extends { id: string }>(ids: readonly string[], usable: readonly Model[]): Model[] {
  const found = [...new Set(ids)].flatMap((id) => usable.find((model) => model.id === id) ?? []);
  const chosen = found.length > 0 ? found : usable.slice(0, 1);
  return chosen.slice(0, MOST_MODELS);
}

/** The address of a page with these models. */
export const modelsQuery = (ids: readonly string[]): string =>
  `?${new URLSearchParams(ids.map((id) => ["model", id])).toString()}`;
