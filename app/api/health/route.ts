export const dynamic = "force-dynamic";

/** Whether this process answers: if not, it wants starting again. Whether it can do its work says /api/ready. */
export function GET(): Response {
  return Response.json({ web: "ok" }, { headers: { "cache-control": "no-store" } });
}
