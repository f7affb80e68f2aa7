import { FOREVER, KEPT_NOWHERE, PRIVATE_FILE, PUBLIC_FILE } from "../caching.ts";
import type { ModelReader } from "../models/visibility.ts";
import type { Services } from "../services.ts";
import { type FoundArtefact, findArtefact } from "./find-artefact.ts";
import { noFile, serveBytes } from "./serve-bytes.ts";

/** A file under its hash never changes, but who may read a model's does: caches ask again soon. */
const CACHING: Record<FoundArtefact["access"], string> = {
  dataset: FOREVER,
  published: PUBLIC_FILE,
  owner: KEPT_NOWHERE,
  link: PRIVATE_FILE,
};

/** Answers a request for the file `sha256`: 404 for what is not there and for what is not this reader's alike. */
export async function serveArtefact(
  { prisma, store }: Pick<Services, "prisma" | "store">,
  request: Request,
  sha256: string,
  reader: ModelReader,
): Promise<Response> {
  const found = await findArtefact(prisma, sha256, reader);
  if (!found) return nothing();
  const served = { caching: CACHING[found.access], kind: { "content-type": found.type } };
  return (await serveBytes(store, request, sha256, served)) ?? nothing();
}

const nothing = () => noFile("There is no such file.");
