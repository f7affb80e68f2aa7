/** Which models this browser keeps for when there is no connection, and which of them go when there are too many. */

export type KeptModel = {
  manifestSha256: string;
  name: string;
  files: { sha256: string; bytes: number }[];
  /** Whether it stays when others need its room. */
  pinned: boolean;
  /** Milliseconds since 1970. */
  usedAt: number;
};

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

/** What the browser has kept of the list; nothing of it where an entry is not of this form. */
export function readKeptModels(): KeptModel[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) && list.every(isKeptModel) ? list : [];
  } catch {
    return [];
  }
}

/** By hand: a schema would bring 32 kB of script to the page. */
function isKeptModel(value: unknown): value is KeptModel {
  if (typeof value !== "object" || value === null) return false;
  const { manifestSha256, name, files, pinned, usedAt } = value as Record<keyof KeptModel, unknown>;
  return (
    typeof manifestSha256 === "string" &&
    typeof name === "string" &&
    typeof pinned === "boolean" &&
    typeof usedAt === "number" &&
    Array.isArray(files) &&
    files.every((file) => typeof file?.sha256 === "string" && typeof file.bytes === "number")
  );
}

export function writeKeptModels(models: readonly KeptModel[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(models));
  } catch {
    // The files stay in the cache and are found by their hashes; only this list is not remembered.
  }
}
