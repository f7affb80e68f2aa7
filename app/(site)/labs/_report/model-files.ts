import { modelFiles } from "#domain/models/manifest";
import { fetchArtefact } from "../../../_inference/fetch-artefact.ts";
import { MAX_MANIFEST_BYTES, parseManifest } from "../../../_inference/fetch-model.ts";
import type { ArchiveFile } from "./report-archive.ts";

/**
 * The files of a network's model, in a folder of its own: the manifest by that name, everything that it names under the
 * hash by which it does.
 *
 * @throws InferenceError with a sentence that says what could not be fetched
 */
export async function fetchModelFiles(
  { network, manifestSha256 }: { network: string; manifestSha256: string },
  signal: AbortSignal,
): Promise<ArchiveFile[]> {
  const folder = `models/${network}`;
  const manifest = await fetchArtefact(manifestSha256, { signal, maxBytes: MAX_MANIFEST_BYTES });
  const parsed = parseManifest(manifest, `the model of ${network}`);
  const named = new Map(modelFiles(parsed).map((file) => [file.sha256, file.bytes]));
  const files = await Promise.all(
    [...named].map(async ([sha256, maxBytes]) => ({
      path: `${folder}/${sha256}`,
      bytes: await fetchArtefact(sha256, { signal, maxBytes }),
    })),
  );
  return [{ path: `${folder}/manifest.json`, bytes: manifest }, ...files];
}
