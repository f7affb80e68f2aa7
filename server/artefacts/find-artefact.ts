import { sha256Hex } from "#domain/artefacts/sha256";
import type { PrismaClient } from "#prisma/generated/client";
import { ownedBy, published } from "../models/visibility.ts";

export type FoundArtefact = {
  /** Why this viewer may read it: everybody may read data sets and, until they are withdrawn, published models. */
  access: "dataset" | "published" | "owner";
  /** Media type by what the file is for, never by what somebody called it. */
  type: "application/json" | "image/png" | "application/octet-stream";
};

/** What the file is and who may read it; null when it is not there for this viewer. Checkpoints are for nobody. */
export async function findArtefact(
  prisma: PrismaClient,
  sha256: string,
  viewerId: string | null,
): Promise<FoundArtefact | null> {
  if (!sha256Hex.safeParse(sha256).success) return null;
  const ofDataset = await prisma.dataset.findFirst({
    where: { OR: [{ indexSha256: sha256 }, { artefacts: { some: { sha256 } } }] },
    select: { indexSha256: true },
  });
  if (ofDataset) {
    return { access: "dataset", type: ofDataset.indexSha256 === sha256 ? "application/json" : "image/png" };
  }
  const named = { OR: [{ manifestSha256: sha256 }, { artefacts: { some: { sha256 } } }] };
  const find = (where: typeof published | ReturnType<typeof ownedBy>) =>
    prisma.model.findFirst({ where: { ...named, ...where }, select: { manifestSha256: true } });
  const shared = await find(published);
  const own = shared || viewerId === null ? null : await find(ownedBy(viewerId));
  const model = shared ?? own;
  if (!model) return null;
  return {
    access: shared ? "published" : "owner",
    type: model.manifestSha256 === sha256 ? "application/json" : "application/octet-stream",
  };
}
