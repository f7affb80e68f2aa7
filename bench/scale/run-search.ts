/** The runs table over HTTP, as a signed-in browser asks for it. */
import superjson from "superjson";
import type { BenchSite } from "../pages/bench-site.ts";
import type { Asked } from "./ask.ts";

const VIEWS: Record<string, Parameters<BenchSite["api"]["runs"]["list"]>[0]> = {
  "as it opens": {},
  "best validation first": { sort: { by: "validation", order: "desc" } },
  "failed ones": { state: ["failed"] },
  "one preset, one rate": {
    filters: [
      { column: "preset", is: "eq", value: "deeper" },
      { column: "learningRate", is: "eq", value: "0.001" },
    ],
  },
  tagged: { filters: [{ column: "tags", is: "has", value: "baseline" }] },
  "searched for": { search: "seed 99" },
};

export function runSearches({ url, cookieHeader: cookie }: Pick<BenchSite, "url" | "cookieHeader">): Asked[] {
  return Object.entries(VIEWS).map(([name, asked]) => ({
    name,
    url: `${url}/api/trpc/runs.list?input=${encodeURIComponent(JSON.stringify(superjson.serialize(asked)))}`,
    init: { headers: { cookie } },
  }));
}
