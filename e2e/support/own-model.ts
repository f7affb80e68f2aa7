/** A model for a person who has trained nothing: a published one, with a manifest of its own. */
import { insertModel } from "#prisma/test/insert-model";
import type { PublishedModel } from "./published-model.ts";
import { withSystemParts } from "./system-parts.ts";

/** @param owner display name of an account */
export const ownModel = (
  owner: string,
  { manifest: original }: PublishedModel,
  name: string,
  { public: isPublic = false } = {},
): Promise<PublishedModel> =>
  withSystemParts(async ({ prisma, store }) => {
    const { id: ownerId } = await prisma.user.findFirstOrThrow({ where: { name: owner }, select: { id: true } });
    // Other bytes, so that who may read this manifest follows from this model alone.
    const manifest = { ...original, provenance: { ...original.provenance, codeVersion: `copy for ${owner}, ${name}` } };
    const { sha256, bytes } = await store.put(new TextEncoder().encode(JSON.stringify(manifest)));
    const facts = { name, manifestSha256: sha256, manifest, manifestBytes: bytes };
    return insertModel(prisma, ownerId, { ...facts, publishedAt: isPublic ? new Date() : null });
  });
