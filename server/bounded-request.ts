/**
 * The request with its body read, or null when the body has more than `maxBytes`: no client makes us hold more than that.
 */
export async function boundedRequest(request: Request, maxBytes: number): Promise<Request | null> {
  if (!request.body) return request;
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: Buffer.concat(chunks) });
}

export const tooLarge = (maxBytes: number): Response =>
  Response.json({ message: `A request may have ${Math.floor(maxBytes / 1024)} KiB at most.` }, { status: 413 });
