import { aliasesOf, isDerived, versionNamed } from "#domain/collections/version-names";
import type { Version } from "./collection-detail.ts";

type Named = Pick<Version, "number" | "aliases" | "visibility" | "testCount" | "testAccuracy">;

/** The version to which a name leads those who see the public ones alone, as they see it; undefined where it leads nowhere. */
export function forReaders(versions: readonly Named[], name: string): Named | undefined {
  const shown = versions.filter(({ visibility }) => visibility === "public");
  const own = shown.flatMap(({ number, aliases }) =>
    aliases.filter((alias) => !isDerived(alias)).map((alias) => ({ name: alias, number })),
  );
  const aliases = aliasesOf(shown, own);
  return versionNamed(
    shown.map((version) => ({ ...version, aliases: aliases.get(version.number) ?? [] })),
    name,
  );
}
