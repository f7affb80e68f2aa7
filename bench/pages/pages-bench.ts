/** How fast the pages are with years of work in the database: server, browser, and points that arrive live. */
import { type BenchResult, defineBench, type Figure } from "../bench.ts";
import { someOf, wholeNumber } from "../options/flags.ts";
import { measureContention } from "../report/contention.ts";
import type { GoalName } from "./goals.ts";

const PARTS = ["runsTable", "compare", "ingest", "live"] as const;

const flags = {
  only: someOf("parts", PARTS, PARTS),
  runs: wholeNumber("runs in the database", 10_000, 200),
  long: wholeNumber("of them with a long history", 100, 20),
  points: wholeNumber("points of a long history", 10_000, 100),
  calls: wholeNumber("calls of the runs table", 240),
  loads: wholeNumber("openings of the comparison in a browser", 3),
  livePoints: wholeNumber("points that arrive live", 120),
};

/** Runs of one comparison. */
const COMPARED = 10;
const INGEST = { runs: 20, batch: 10, batches: 40, intervalMs: 250 } as const;

export const pagesBench = defineBench({
  summary: "the runs table, a comparison, ingest and live points, in a seeded database and a real browser",
  flags,
  run: async ({ only, runs, long, points, calls, loads, livePoints }, { say, print }): Promise<BenchResult> => {
    // Loaded here: the other benches need neither a generated database client nor a browser.
    const [{ withBenchSite }, { runId, seedRuns }, { withBrowser }, { goalTable, ratiosToGoals, spreadTable }] =
      await Promise.all([
        import("./bench-site.ts"),
        import("./seed-runs.ts"),
        import("./browser.ts"),
        import("./pages-report.ts"),
      ]);
    const isAsked = (part: (typeof PARTS)[number]) => only.includes(part);
    const measured: Partial<Record<GoalName, number>> = {};
    const figures: Record<string, Figure> = { seeded: { runs, long, points } };
    const versions: Record<string, string> = {};
    const contention: Record<string, number> = {};
    /** Says what comes, and how busy others keep the machine just before it. */
    const begin = (part: string) => {
      contention[part] = measureContention();
      say(`${part} (contention ${contention[part].toFixed(1)})`);
    };

    await withBenchSite(async (site) => {
      await seedRuns(site.databaseUrl, { ownerId: site.ownerId, runs, long, points }, say);
      /** Long runs, as many comparisons as there are whole tens of them. */
      const groups = Array.from({ length: Math.floor(long / COMPARED) }, (_, group) =>
        Array.from({ length: COMPARED }, (_, i) => runId(runs - group * COMPARED - i)),
      );
      if (isAsked("runsTable")) {
        const { measureRunsTable } = await import("./runs-table.ts");
        begin("runs table");
        const { all, byView } = await measureRunsTable(site.api, calls);
        measured["runsTable.p95Ms"] = all.p95;
        figures.runsTable = { p95Ms: all.p95, ...all, byView };
        print(`\nrunsTable, ${runs} runs\n\n${spreadTable([...byView, { name: "all", ...all }])}\n`);
      }
      if (isAsked("compare")) {
        const { measureComparisonCalls } = await import("./comparison.ts");
        begin("comparison at the server");
        const server = await measureComparisonCalls(site.api, groups, 2);
        measured["compare.serverMs"] = server.p50;
        figures.compare = { serverMs: server.p50, server };
        print(
          `\ncompare at the server\n\n${spreadTable([{ name: `${COMPARED} runs × ${points} points × 8`, ...server }])}\n`,
        );
      }
      if (isAsked("ingest")) {
        const { measureIngest } = await import("./ingest.ts");
        begin("ingest");
        const { paced, flatOut } = await measureIngest(site.databaseUrl, { ownerId: site.ownerId, ...INGEST });
        measured["ingest.p95Ms"] = paced.p95;
        figures.ingest = { p95Ms: paced.p95, paced, flatOut };
        const rows = [
          { name: `a batch every ${INGEST.intervalMs} ms from each of ${INGEST.runs} runs`, ...paced },
          { name: `one after the other, ${flatOut.batchesPerSecond.toFixed(0)} batches a second in all`, ...flatOut },
        ];
        print(`\ningest, batches of ${INGEST.batch} events\n\n${spreadTable(rows)}\n`);
      }
      if (!isAsked("compare") && !isAsked("live")) return;
      say("starting the web app");
      await site.startWeb();
      await withBrowser(site, async (browser) => {
        versions.chromium = browser.version;
        if (isAsked("compare")) {
          const { measureComparisonPage } = await import("./comparison.ts");
          begin("comparison in the browser");
          const { inkMs, longest, ...rest } = await measureComparisonPage(browser, site.url, groups[0] ?? [], loads);
          const longestTaskMs = Math.max(...Object.values(longest));
          Object.assign(measured, { "compare.inkMs": inkMs, "compare.longestTaskMs": longestTaskMs });
          figures.compare = { ...(figures.compare as Record<string, Figure>), inkMs, longestTaskMs, longest, ...rest };
        }
        if (isAsked("live")) {
          const { measureLive } = await import("./live.ts");
          begin("live points");
          const live = await measureLive(browser, site, livePoints);
          measured["live.p95Ms"] = live.p95;
          figures.live = { p95Ms: live.p95, ...live };
        }
      });
    });
    figures.contention = contention;
    print(`\n${goalTable(measured)}\n`);
    return { figures, ratios: ratiosToGoals(measured), versions };
  },
});
