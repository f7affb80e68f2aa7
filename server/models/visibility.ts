/** Who may see a model: everybody once it is published, its owner always; nobody while its run is deleted. */
import type { Prisma } from "#prisma/generated/client";

const kept = { run: { deletedAt: null } } satisfies Prisma.ModelWhereInput;

export const published = { ...kept, publishedAt: { not: null } } satisfies Prisma.ModelWhereInput;

export const ownedBy = (ownerId: string) => ({ ...kept, ownerId }) satisfies Prisma.ModelWhereInput;

export const visibleTo = (viewerId: string | null): Prisma.ModelWhereInput =>
  viewerId === null ? published : { OR: [published, ownedBy(viewerId)] };
