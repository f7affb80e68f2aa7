import { OPERATIONS, type Operation, type OperationId } from "#domain/api/operations";

type Found = { id: OperationId; params: Record<string, string> };

const ROUTES = Object.entries<Operation>(OPERATIONS).map(([id, { method, path }]) => ({
  id: id as OperationId,
  method,
  parts: path.slice(1).split("/"),
}));

/**
 * The operation at an address.
 *
 * @param parts of the address below that of the API
 * @returns null when there is none; `allowed` holds the methods of an address that has others
 */
export function findOperation(method: string, parts: readonly string[]): Found | { allowed: string[] } | null {
  const here = ROUTES.flatMap(({ parts: pattern, ...route }) => {
    const params = matchParts(pattern, parts);
    return params ? [{ ...route, params }] : [];
  });
  if (here.length === 0) return null;
  const found = here.find((route) => route.method === (method === "HEAD" ? "GET" : method));
  return found ? { id: found.id, params: found.params } : { allowed: here.map((route) => route.method) };
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const given = parts[i] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return params;
}
