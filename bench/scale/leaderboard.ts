/** The leaderboard as visitors open, order, filter and leaf through it. */
import { measureViews } from "../pages/measure-calls.ts";
import type { Asked } from "./load.ts";

const PAGE_SIZE = 50;

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
    { atLeast: calls, warmUpRounds: 3 },
  );

async function openBoard(url: string): Promise<void> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok || !text.includes("<table")) throw new Error(`No leaderboard at ${url}: ${response.status}`);
}

/** What readers of the site open. */
export const readerPages = (site: string, models: number, modelIds: readonly string[]): Asked[] =>
  [...Object.values(viewsOf(models)), ...modelIds.map((id) => `/models/${id}`), "/", "/datasets/cifar10"].map(
    (path) => ({
      name: path,
      url: site + path,
    }),
  );
