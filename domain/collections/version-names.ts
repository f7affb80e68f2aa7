/** How a version of a collection is named in addresses: by its number, or by an alias. */

/** Aliases that follow by themselves, among the versions that a reader sees, and what they mean. */
export const DERIVED_ALIASES = {
  latest: "the version with the greatest number",
  best: "the version with the greatest test accuracy, measured on the most pictures; of equals, the first",
} as const;

export const isDerived = (alias: string): boolean => Object.hasOwn(DERIVED_ALIASES, alias);

type Numbered = { number: number; testCount: number; testAccuracy: number };

/**
 * The aliases of each version.
 *
 * @param versions those that a reader sees: `latest` and `best` are among them
 * @param own alias → number of a version
 */
export function aliasesOf(
  versions: readonly Numbered[],
  own: readonly { name: string; number: number }[],
): Map<number, string[]> {
  const [latest] = versions.toSorted((a, b) => b.number - a.number);
  const [best] = versions.toSorted(
    (a, b) => b.testCount - a.testCount || b.testAccuracy - a.testAccuracy || a.number - b.number,
  );
  const named = [
    ...(latest ? [{ name: "latest", number: latest.number }] : []),
    ...(best ? [{ name: "best", number: best.number }] : []),
    ...own.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  ];
  const ofNumber = (number: number) => named.filter((one) => one.number === number).map(({ name }) => name);
  return new Map(versions.map(({ number }) => [number, ofNumber(number)]));
}

/** The version that a number or an alias names, of those that a reader sees; undefined where it names none. */
export const versionNamed = <V extends { number: number; aliases: readonly string[] }>(
  versions: readonly V[],
  name: string,
): V | undefined => versions.find(({ number, aliases }) => String(number) === name || aliases.includes(name));

/** Where a version is found: the address stays, and follows when an alias moves. */
export const versionPath = (collectionId: string, name: string | number): string =>
  `/collections/${collectionId}/${name}`;
