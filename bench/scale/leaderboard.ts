/** The leaderboard as visitors open, order, filter and leaf through it. */
import { measureCalls } from "../pages/measure-calls.ts";
import { spreadOf } from "../statistics/quantile.ts";
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
export async function measureLeaderboard(site: string, models: number, calls: number) {
  const views = Object.entries(viewsOf(models));
  const rounds = Math.ceil(calls / views.length);
  const milliseconds = await measureCalls(
    views.map(([name, path]) => async () => {
      const response = await fetch(site + path);
      const text = await response.text();
      if (!response.ok || !text.includes("<table")) throw new Error(`The leaderboard, ${name}: ${response.status}`);
    }),
    { count: rounds * views.length, warmUp: 3 * views.length },
  );
  const byView = views.map(([name], index) => ({
    name,
    ...spreadOf(milliseconds.filter((_, call) => call % views.length === index)),
  }));
  return { all: spreadOf(milliseconds), byView };
}

/** What readers of the site open. */
export const readerPages = (site: string, models: number, modelIds: readonly string[]): Asked[] =>
  [...Object.values(viewsOf(models)), ...modelIds.map((id) => `/models/${id}`), "/", "/datasets/cifar10"].map(
    (path) => ({
      name: path,
      url: site + path,
    }),
  );
