import { aliasesOf, isDerived } from "#domain/collections/version-names";
import type { Version } from "./collection-detail.ts";

type Named = Pick<Version, "number" | "aliases" | "visibility" | "testCount" | "testAccuracy">;

/** The version to which a name leads those who see the public ones alone; null when it leads them nowhere. */
export function forReaders<V extends Named>(versions: readonly V[], name: string): V | null {
  const shown = versions.filter(({ visibility }) => visibility === "public");
  const own = shown.flatMap(({ number, aliases }) =>
    aliases.filter((alias) => !isDerived(alias)).map((alias) => ({ name: alias, number })),
  );
  const aliases = aliasesOf(shown, own);
  return shown.find(({ number }) => String(number) === name || aliases.get(number)?.includes(name)) ?? null;
}
