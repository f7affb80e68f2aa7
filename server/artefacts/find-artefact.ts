import { sha256Hex } from "#domain/artefacts/sha256";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { type ModelReader, ownedBy, published, shownBy } from "../models/visibility.ts";

export type FoundArtefact = {
  /** Why this reader may have it: everybody may read data sets and, until they are withdrawn, published models. */
  access: "dataset" | "published" | "owner" | "link";
  /** Media type by what the file is for, never by what somebody called it. */
  type: "application/json" | "image/png" | "application/octet-stream";
};

/** What the file is and who may read it; null when it is not there for this reader. Checkpoints are for nobody. */
export async function findArtefact(
  prisma: PrismaClient,
  sha256: string,
  { viewer, share }: ModelReader,
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
  const reasons: [FoundArtefact["access"], Prisma.ModelWhereInput | null][] = [
    ["published", published],
    ["owner", viewer && ownedBy(viewer.id)],
    ["link", shownBy(share)],
  ];
  for (const [access, where] of reasons) {
    if (!where) continue;
    const model = await prisma.model.findFirst({ where: { ...named, ...where }, select: { manifestSha256: true } });
    if (!model) continue;
    return { access, type: model.manifestSha256 === sha256 ? "application/json" : "application/octet-stream" };
  }
  return null;
}
