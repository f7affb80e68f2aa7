/** Thousands of models, a hundred thousand runs, and many who look on: the site under load, and MLflow beside it. */
import { type BenchResult, defineBench, type Figure } from "../bench.ts";
import { someOf, wholeNumber } from "../options/flags.ts";
import { spreadTable } from "../pages/pages-report.ts";
import { measureContention } from "../report/contention.ts";
import { watchStolenTime } from "../report/stolen-time.ts";
import { table } from "../report/table.ts";
import type { Spread } from "../statistics/quantile.ts";

const PARTS = ["leaderboard", "readers", "sse", "search", "ingest", "mlflow"] as const;

const flags = {
  only: someOf("parts", PARTS, PARTS),
  runs: wholeNumber("runs in the database", 100_000, 1_000),
  models: wholeNumber("published models", 10_000, 100),
  people: wholeNumber("accounts that they belong to", 500),
  long: wholeNumber("runs with a long history", 400, 20),
  points: wholeNumber("events of a long history", 10_000, 100),
  seconds: wholeNumber("seconds of each load", 30),
  readers: wholeNumber("readers at the same time", 200),
  clients: wholeNumber("clients that search, and runs that bring batches", 20),
  liveRuns: wholeNumber("live runs", 20),
  watchers: wholeNumber("watchers of each live run", 50),
};

const BATCH = 10;
const BATCHES = { batches: 40, intervalMs: 250 } as const;
const LEADERBOARD_CALLS = 1_000;
const FURTHER_CALLS = 20;
/** Seconds of searches, of each side, before any counts. */
const WARM_UP = 15;
/** Events that the figures are extrapolated to. */
const EXTRAPOLATED = 100e6;

export const scaleBench = defineBench({
  summary: "10,000 models and 100,000 runs: leaderboard, many readers, many watchers; search and ingest beside MLflow",
  flags,
  run: async (options, { say, print }): Promise<BenchResult> => {
    const { only, runs, models, people, long, points, seconds, readers, clients, liveRuns, watchers } = options;
    const [{ withBenchSite }, { runId, seedRuns }, { seedModels }, { explainHistories }, { load }] = await Promise.all([
      import("../pages/bench-site.ts"),
      import("../pages/seed-runs.ts"),
      import("./seed-models.ts"),
      import("./query-plans.ts"),
      import("./load.ts"),
    ]);
    const isAsked = (part: (typeof PARTS)[number]) => only.includes(part);
    const figures: Record<string, Figure> = {};
    const ratios: Record<string, number> = {};
    const versions: Record<string, string> = {};
    const contention: Record<string, number> = {};
    const stolen: Record<string, number | null> = {};
    let endPart = () => {};
    const begin = (part: string) => {
      endPart();
      contention[part] = measureContention();
      say(`${part} (contention ${contention[part].toFixed(1)})`);
      const stolenSince = watchStolenTime();
      endPart = () => {
        stolen[part] = stolenSince();
      };
    };

    await withBenchSite(async (site) => {
      const from = performance.now();
      await seedRuns(site.databaseUrl, { ownerId: site.ownerId, runs, long, points }, say);
      say(`publishing ${models} models of ${people} people`);
      const modelIds = await seedModels(site.databaseUrl, { models, people });
      const seedSeconds = (performance.now() - from) / 1000;
      const { tables, plans } = await explainHistories(site.databaseUrl, runId(runs));
      figures.seeded = { runs, models, people, long, points, seconds: seedSeconds, tables, plans };
      const rows = tables.map(({ name, rows: count, bytes }) => {
        const gigabytes = (bytes / count) * (EXTRAPOLATED / 1e9);
        return [name, String(count), (bytes / 1e9).toFixed(2), (bytes / count).toFixed(0), gigabytes.toFixed(0)];
      });
      print(`\nhistories, written in ${seedSeconds.toFixed(0)} s\n`);
      print(table([["", "rows", "GB", "bytes a row", `GB at ${EXTRAPOLATED / 1e6} million`], ...rows]));
      for (const [name, plan] of Object.entries(plans)) print(`\n${name}\n  ${plan.join("\n  ")}`);

      say("starting the web app");
      await site.startWeb();
      if (isAsked("leaderboard")) {
        const { measureAfterChange, measureCompressed, measureLeaderboard } = await import("./leaderboard.ts");
        begin("leaderboard");
        const { all, byView } = await measureLeaderboard(site.url, models, LEADERBOARD_CALLS);
        const id = modelIds[0] ?? "";
        const publishAgain = () => site.prisma.model.update({ where: { id }, data: { publishedAt: new Date() } });
        const afterChange = await measureAfterChange(site.url, publishAgain, FURTHER_CALLS);
        const compressed = await measureCompressed(site.url, FURTHER_CALLS);
        figures.leaderboard = { p95Ms: all.p95, ...all, byView, afterChange, compressed };
        const rows = [
          ...byView,
          { name: "all", ...all },
          { name: "compressed, as it opens", ...compressed },
          { name: "first after a publication", ...afterChange },
        ];
        print(`\nleaderboard, whole pages, one reader\n\n${spreadTable(rows)}`);
      }
      if (isAsked("readers")) {
        const { readerPages } = await import("./leaderboard.ts");
        begin("readers");
        const read = await load(readerPages(site.url, models, modelIds), readers, seconds);
        figures.readers = read;
        print(`\n${readers} readers at once, ${read.perSecond.toFixed(0)} pages a second, ${read.errors} errors\n`);
        print(spreadTable([{ name: "a page", ...read }]));
        if (read.firstError) print(`first error: ${read.firstError}`);
      }
      if (isAsked("sse")) {
        const { measureWatchers } = await import("./watchers.ts");
        begin("watchers");
        const watched = await measureWatchers(site, { runs: liveRuns, watchers, seconds: 2 * seconds });
        figures.sse = { p95Ms: watched.p95, ...watched };
        const megabytes = (kind: "live" | "occupied") =>
          watched.memory.map((at) => (at[kind] / 1e6).toFixed(0)).join(", ");
        print(`\n${watchers} watchers of each of ${liveRuns} live runs\n`);
        print(spreadTable([{ name: "from the trainer to a watcher", ...watched }]));
        print(`MB that the web app uses: ${megabytes("live")}; occupied, garbage included: ${megabytes("occupied")}`);
        print(`${watched.missing} events missing`);
      }
      const ours: { search?: Spread; ingest?: Spread } = {};
      if (isAsked("search")) {
        const { runSearches } = await import("./run-search.ts");
        begin("run search");
        await load(runSearches(site), clients, WARM_UP);
        const found = await load(runSearches(site), clients, seconds);
        figures.runSearch = found;
        ours.search = found;
        print(`\nrun search over HTTP, ${clients} clients\n\n${spreadTable([{ name: "cultivar", ...found }])}`);
      }
      if (isAsked("ingest")) {
        const { measureIngest } = await import("../pages/ingest.ts");
        begin("ingest");
        const { paced, flatOut } = await measureIngest(site.databaseUrl, {
          ownerId: site.ownerId,
          runs: clients,
          batch: BATCH,
          ...BATCHES,
        });
        figures.ingest = { paced, flatOut };
        ours.ingest = paced;
        print(`\nbatches of ${BATCH}, from ${clients} runs\n`);
        print(
          spreadTable([
            { name: `cultivar, one every ${BATCHES.intervalMs} ms`, ...paced },
            { name: "flat out", ...flatOut },
          ]),
        );
      }
      endPart();
      endPart = () => {};
      if (!isAsked("mlflow")) return;
      const { mlflowSearches, mlflowSenders, startMlflow } = await import("./mlflow.ts");
      const { measureBatches } = await import("../pages/ingest.ts");
      const mlflow = await startMlflow(site.databaseUrl, runs, say);
      versions.mlflow = mlflow.version;
      begin("run search of MLflow");
      await load(mlflowSearches(mlflow), clients, WARM_UP);
      const found = await load(mlflowSearches(mlflow), clients, seconds);
      begin("ingest of MLflow");
      const { paced, flatOut } = await measureBatches(await mlflowSenders(mlflow, clients, BATCH), BATCHES);
      figures.mlflow = { runSearch: found, ingest: { paced, flatOut } };
      print(`\nMLflow ${mlflow.version}, ${clients} clients\n`);
      print(
        spreadTable([
          { name: "run search", ...found },
          { name: `a batch of ${BATCH} every ${BATCHES.intervalMs} ms`, ...paced },
          { name: "flat out", ...flatOut },
        ]),
      );
      if (ours.search) ratios["runSearch.mlflow"] = found.p95 / ours.search.p95;
      if (ours.ingest) ratios["ingest.mlflow"] = paced.p95 / ours.ingest.p95;
      print(`\n${table([["p95, theirs / ours", ""], ...Object.entries(ratios).map(([n, r]) => [n, r.toFixed(1)])])}\n`);
    });
    endPart();
    figures.contention = contention;
    figures.stolen = stolen;
    const shares = Object.entries(stolen).map(([part, share]) => [
      part,
      share === null ? "–" : `${(100 * share).toFixed(0)} %`,
    ]);
    print(`\nprocessor time that the host of this machine gave to others\n\n${table([["", "%"], ...shares])}\n`);
    return { figures, ratios, versions };
  },
});
