/** The leaderboard as visitors open, order, filter and leaf through it. */
import { Agent, get } from "node:http";
import { measureCalls, measureViews } from "../pages/measure-calls.ts";
import { type Spread, spreadOf } from "../statistics/quantile.ts";
import type { Asked } from "./load.ts";

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

const CONNECTION = new Agent({ keepAlive: true, maxSockets: 1 });

/** By the plainest client that there is: what it does to the bytes shares the processors with the web app. */
const openBoard = (url: string, encoding: "identity" | "gzip" = "identity"): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent: CONNECTION, headers: { "accept-encoding": encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const isWhole = encoding === "gzip" || Buffer.concat(chunks).includes("<table");
        if (response.statusCode === 200 && isWhole) resolve();
        else reject(new Error(`No leaderboard at ${url}: ${response.statusCode}`));
      });
      response.on("error", reject);
    }).on("error", reject);
  });

/** What readers of the site open. */
export const readerPages = (site: string, models: number, modelIds: readonly string[]): Asked[] =>
  [...Object.values(viewsOf(models)), ...modelIds.map((id) => `/models/${id}`), "/", "/datasets/cifar10"].map(
    (path) => ({
      name: path,
      url: site + path,
    }),
  );
