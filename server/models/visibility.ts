/**
 * Who may see a model: everybody once it is public, whoever came by a link that names it unless it is private, its owner
 * always; nobody while its run is deleted. A collection is a list of models: it shows of its versions what lists show, and is
 * there for whoever sees one of them.
 */
import type { Prisma } from "#prisma/generated/client";
import type { Context } from "../trpc.ts";

/** Who looks at a model, and the link that they came by. */
export type ModelReader = Pick<Context, "viewer" | "share">;

const kept = { run: { deletedAt: null } } satisfies Prisma.ModelWhereInput;

export const published = { ...kept, publishedAt: { not: null } } satisfies Prisma.ModelWhereInput;

export const ownedBy = (ownerId: string) => ({ ...kept, ownerId }) satisfies Prisma.ModelWhereInput;

/** The model that a link names, while it is shown by link; null for a link to something else. */
export const shownBy = (share: Context["share"]): Prisma.ModelWhereInput | null =>
  share?.target.kind === "model" ? { ...kept, id: share.target.modelId, ownerId: share.ownerId, byLink: true } : null;

/** Models that lists and searches show to this viewer: those shown by link stand on none but their owner's. */
export const listedFor = (viewerId: string | null): Prisma.ModelWhereInput =>
  viewerId === null ? published : { OR: [published, ownedBy(viewerId)] };

/** Collections that this viewer may open. */
export const openTo = (viewerId: string | null): Prisma.CollectionWhereInput => ({
  deletedAt: null,
  OR: [
    { versions: { some: { model: listedFor(viewerId) } } },
    // Its owner finds it empty, too.
    ...(viewerId === null ? [] : [{ ownerId: viewerId }]),
  ],
});

/** Use in every query that reads a model by its name. */
export function visibleTo({ viewer, share }: ModelReader): Prisma.ModelWhereInput {
  const linked = shownBy(share);
  return { OR: [listedFor(viewer?.id ?? null), ...(linked ? [linked] : [])] };
}
