/** Pages and doors by their first part; what follows (ids, hashes, names) is anybody's. */
const ROUTES: ReadonlySet<string> = new Set(
  "account classify collections compare datasets developers embed experiments forgot-password labs leaderboard models reset-password runs s sign-in sign-up sweeps trainers".split(
    " ",
  ),
);
const DOORS: ReadonlySet<string> = new Set("auth health metrics models public ready runs trpc v1".split(" "));

/** The route of an address as a metric names it: one of some thirty, whatever is asked for. */
export function routeOf(url: string): string {
  const [path = "/"] = url.split("?", 1);
  const [, first = "", second = ""] = path.split("/", 3);
  if (first === "") return "/";
  if (first === "_next") return "/_next/…";
  if (first === "m") return "/m/…";
  if (first === "api") return DOORS.has(second) ? `/api/${second}` : "other";
  if (!ROUTES.has(first)) return "other";
  return second === "" ? `/${first}` : `/${first}/…`;
}
