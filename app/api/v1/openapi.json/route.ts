import { openApiDocument } from "#domain/api/openapi";

/** What the API for programs takes and answers. The same for everybody, so caches may keep it for some minutes. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { "cache-control": "public, max-age=300" } });
}
