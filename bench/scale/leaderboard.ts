/** The leaderboard as visitors open, order, filter and leaf through it. */
import { measureCalls, measureViews } from "../pages/measure-calls.ts";
import { type Spread, spreadOf } from "../statistics/quantile.ts";
import { type Asked, ask } from "./ask.ts";

const PAGE_SIZE = 25;
/** V8 goes on making the code of a page faster for about a thousand pages. */
const WARM_UP_ROUNDS = 100;

/** Addresses of the page; nothing keeps them. */
const viewsOf = (models: number): Record<string, string> => ({
  "as it opens": "/leaderboard",
  "second page": "/leaderboard?page=2",
  "last page": `/leaderboard?page=${Math.ceil(models / PAGE_SIZE)}`,
  "fewest parameters": "/leaderboard?order=parameters",
  "fastest to train": "/leaderboard?order=trainingSeconds",
  "smallest to load": "/leaderboard?order=bytes",
  "of one network": "/leaderboard?network=deeper",
  small: "/leaderboard?below=300000",
  "of an author": "/leaderboard?author=person%2012",
  "best of each author": "/leaderboard?each=author",
});

/**
 * @param models that are published
 * @returns milliseconds of whole pages, asked for one after the other
 */
export const measureLeaderboard = (site: string, models: number, calls: number) =>
  measureViews(
    Object.fromEntries(Object.entries(viewsOf(models)).map(([name, path]) => [name, () => openBoard(site + path)])),
    { atLeast: calls, warmUpRounds: WARM_UP_ROUNDS },
  );

/**
 * Milliseconds of the page for the first reader after a change of what is ranked, who has it read anew.
 *
 * @param change makes such a change
 */
export async function measureAfterChange(site: string, change: () => Promise<unknown>, calls: number): Promise<Spread> {
  const opened: number[] = [];
  for (let call = 0; call < calls; call++) {
    await change();
    opened.push(...(await measureCalls([() => openBoard(`${site}/leaderboard`)], { count: 1, warmUp: 0 })));
  }
  return spreadOf(opened);
}

/** Milliseconds of the page as browsers ask for it, compressed by the web app. */
export const measureCompressed = async (site: string, calls: number): Promise<Spread> =>
  spreadOf(await measureCalls([() => openBoard(`${site}/leaderboard`, "gzip")], { count: calls, warmUp: 3 }));

async function openBoard(url: string, encoding: "identity" | "gzip" = "identity"): Promise<void> {
  const { status, bytes } = await ask({ name: url, url, init: { headers: { "accept-encoding": encoding } } });
  const isWhole = encoding === "gzip" || bytes.includes("<table");
  if (status !== 200 || !isWhole) throw new Error(`No leaderboard at ${url}: ${status}`);
}

/** What readers of the site open. */
export const readerPages = (site: string, models: number, modelIds: readonly string[]): Asked[] =>
  [...Object.values(viewsOf(models)), ...modelIds.map((id) => `/models/${id}`), "/", "/datasets/cifar10"].map(
    (path) => ({
      name: path,
      url: site + path,
    }),
  );
