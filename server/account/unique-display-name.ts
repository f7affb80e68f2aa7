import { displayName, displayNameKey } from "#domain/account/display-name";
import { DomainError } from "#domain/errors";
import { LIMITS } from "#domain/limits";
import type { PrismaClient } from "#prisma/generated/client";

export type Named = { name: string; nameKey: string };

/**
 * The name as it is kept, for the person `userId` or a new one.
 * @throws DomainError when it breaks the rules or belongs to somebody else
 */
export async function claimDisplayName(prisma: PrismaClient, wanted: string, userId: string | null): Promise<Named> {
  const parsed = displayName.safeParse(wanted);
  if (!parsed.success) throw new DomainError("invalid", parsed.error.issues[0]?.message ?? "", "name");
  const nameKey = displayNameKey(parsed.data);
  const holder = await prisma.user.findUnique({ where: { nameKey }, select: { id: true } });
  if (holder && holder.id !== userId) {
    throw new DomainError("conflict", "Somebody else has this display name; choose another.", "name");
  }
  return { name: parsed.data, nameKey };
}

/** A free name made from what a provider calls a person, who is not there to be asked. */
export async function deriveDisplayName(prisma: PrismaClient, given: string): Promise<Named> {
  const { min, max } = LIMITS.displayName;
  const room = max - " 9999".length;
  const letters = given
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N} ._-]|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/g, " ");
  const base = [...letters.trim()].slice(0, room).join("").trim();
  const start = base.length >= min && displayName.safeParse(base).success ? base : "Someone";
  for (let number = 1; ; number++) {
    const name = number === 1 ? start : `${start} ${number}`;
    const nameKey = displayNameKey(name);
    if ((await prisma.user.count({ where: { nameKey } })) === 0) return { name, nameKey };
  }
}
