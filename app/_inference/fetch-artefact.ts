/**
 * Fetches one content-addressed file from this origin, or takes it from what was kept for when there is no connection, and
 * believes it only when its bytes have the hash it is named by.
 */
import { dropFiles, keepFile, keptFile } from "./kept-files.ts";
import { shareHeader } from "./share-header.ts";

/** A model or file that cannot be used. The message is shown as it is. */
export class InferenceError extends Error {
  override readonly name = "InferenceError";
}

export type FetchOptions = {
  signal: AbortSignal;
  /** More bytes than these are not read. */
  maxBytes: number;
  onBytes?: (received: number) => void;
  /** What the file belongs to, for messages; a model unless it says otherwise. */
  noun?: string;
  /** Whether it is kept for when there is no connection. */
  keep?: boolean;
  /** Token of a shared link, for what only its holders may have. */
  share?: string | undefined;
};

const MODEL = "this model";

/** SHA-256 in lower-case hexadecimal. Throws where the browser has no Web Crypto, which it keeps for secure pages. */
export async function sha256Of(bytes: BufferSource): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new InferenceError("A browser checks models only on secure pages: open this site by https, or on localhost.");
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readLimited(
  response: Response,
  { maxBytes, onBytes, noun = MODEL }: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  if (!reader) throw new InferenceError("The server sent an empty answer. Try again.");
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    received += part.value.length;
    if (received > maxBytes) {
      await reader.cancel();
      throw new InferenceError(`A file of ${noun} is larger than its manifest says (${maxBytes} bytes).`);
    }
    chunks.push(part.value);
    onBytes?.(received);
  }
  const bytes = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** What the server answers; what was kept where it cannot be reached, or something before it answers in its place. */
async function fetchOrKept(
  sha256: string,
  cache: RequestCache,
  { signal, share }: Pick<FetchOptions, "signal" | "share">,
): Promise<Response> {
  const answer = await fetch(`/m/${sha256}`, { signal, cache, headers: shareHeader(share) }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return null;
  });
  if (answer && answer.status < 500) return answer;
  const response = (await keptFile(sha256)) ?? answer;
  if (!response) throw new InferenceError("The server could not be reached. Check the connection and try again.");
  return response;
}

/**
 * The bytes of `/m/<sha256>`. A wrong hash is tried once more past the browser's cache, which may hold a damaged copy.
 * Throws {@link InferenceError} when the file is missing, too large or not what its name says; rethrows an abort.
 */
export async function fetchArtefact(sha256: string, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> {
  for (const cache of ["default", "reload"] as const) {
    const response = await fetchOrKept(sha256, cache, options);
    if (response.status === 404) {
      await dropFiles([sha256]);
      throw new InferenceError(
        options.noun === undefined
          ? "This model is no longer published, or is not yours. Choose another."
          : `A file of ${options.noun} is no longer there. Reload the page and try again.`,
      );
    }
    if (!response.ok) throw new InferenceError(`The server answered ${response.status}. Try again in a moment.`);
    const bytes = await readLimited(response, options);
    if ((await sha256Of(bytes)) === sha256) {
      if (options.keep) await keepFile(sha256, bytes);
      return bytes;
    }
  }
  const noun = options.noun ?? MODEL;
  throw new InferenceError(
    `A file of ${noun} is damaged: twice its bytes did not have the hash it is named by. Try again later; if it stays so, the copy on the server is damaged.`,
  );
}
