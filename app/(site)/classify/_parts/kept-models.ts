/** Which models this browser keeps for when there is no connection, and which of them go when there are too many. */
import { z } from "zod";

const keptModel = z.strictObject({
  manifestSha256: z.string(),
  name: z.string(),
  files: z.array(z.strictObject({ sha256: z.string(), bytes: z.number() })),
  /** Whether it stays when others need its room. */
  pinned: z.boolean(),
  /** Milliseconds since 1970. */
  usedAt: z.number(),
});
export type KeptModel = z.infer<typeof keptModel>;

/** In bytes, all models together. */
export const MOST_KEPT = 256e6;

const KEY = "cultivar.kept-models";

/** Bytes on the disk: files that models share count once. */
export const bytesOf = (models: readonly KeptModel[]): number =>
  [...new Map(models.flatMap(({ files }) => files).map(({ sha256, bytes }) => [sha256, bytes])).values()].reduce(
    (sum, bytes) => sum + bytes,
    0,
  );

/** Adds a model, or notes that it was used again. Those used longest ago leave when there are too many; pinned ones stay. */
export function withModel(models: readonly KeptModel[], model: KeptModel): KeptModel[] {
  let all = [...models.filter(({ manifestSha256 }) => manifestSha256 !== model.manifestSha256), model];
  while (bytesOf(all) > MOST_KEPT) {
    const oldest = all.filter((one) => !one.pinned && one !== model).sort((a, b) => a.usedAt - b.usedAt)[0];
    // Nothing else may go: the new one does.
    all = all.filter((one) => one !== (oldest ?? model));
    if (!oldest) break;
  }
  return all;
}

/** Hashes of the files that `before` needed and `after` does not. */
export function filesToDrop(before: readonly KeptModel[], after: readonly KeptModel[]): string[] {
  const needed = new Set(after.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  const had = new Set(before.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  return [...had].filter((sha256) => !needed.has(sha256));
}

export function readKeptModels(): KeptModel[] {
  try {
    return z.array(keptModel).parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

export function writeKeptModels(models: readonly KeptModel[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(models));
  } catch {
    // The files stay in the cache and are found by their hashes; only this list is not remembered.
  }
}
