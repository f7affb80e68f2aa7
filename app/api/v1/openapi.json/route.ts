import { openApiDocument } from "#domain/api/openapi";

/** Made when it is first asked for. */
let text: string | undefined;

/** What the API for programs takes and answers. The same for everybody, so caches may keep it for some minutes. */
export function GET(): Response {
  text ??= JSON.stringify(openApiDocument());
  return new Response(text, {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  });
}
