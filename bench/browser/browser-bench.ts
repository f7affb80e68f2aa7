/** How fast a browser is ready to classify, classifies, and runs the test set, with onnxruntime-web on the same networks. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { median } from "#domain/statistics/median";
import { type BenchResult, defineBench, type Figure } from "../bench.ts";
import { wholeNumber } from "../options/flags.ts";
import { measureContention } from "../report/contention.ts";
import { type GoalName, goalTable } from "./goals.ts";

const flags = {
  openings: wholeNumber("openings of the classify page for the first answer", 5),
  rounds: wholeNumber("rounds, ours and theirs in turn", 5),
  pictures: wholeNumber("single pictures of a round", 200),
  tests: wholeNumber("times that the test set is run", 3),
};

/** Pictures of a request where throughput is measured, and requests of a round. */
const BATCH = 64;
const BATCHES = 32;
/** Probabilities of both sides agree within this, or nothing is measured. */
const TOLERANCE = 1e-3;
const COMPARED = 64;
/** More than a page keeps, so that each change frees one. */
const COPIES = 5;
const CHANGES = 20;
const CHANGE_PICTURES = 50;
/** Visits of which the longest tasks are taken: another program of the machine may hold up one. */
const VISITS = 3;

export const browserBench = defineBench({
  summary: "classifying in a real browser: first answer, pictures, the test set; onnxruntime-web beside it",
  flags,
  run: async ({ openings, rounds, pictures: perRound, tests }, { say, print }): Promise<BenchResult> => {
    // Loaded here: the other benches need neither a generated database client nor a browser.
    const [{ withBenchSite }, { withBrowser }, models, measure, { withOnnxPage }, exporting] = await Promise.all([
      import("../pages/bench-site.ts"),
      import("../pages/browser.ts"),
      import("./train-models.ts"),
      import("./measure-site.ts"),
      import("./onnx-page.ts"),
      import("./exported.ts"),
    ]);
    const { timeRequests, classify } = await import("./worker-probe.ts");
    const contention: Record<string, number> = {};
    const begin = (part: string) => {
      contention[part] = measureContention();
      say(`${part} (contention ${contention[part].toFixed(1)})`);
    };
    const measured: Partial<Record<GoalName, number>> = {};
    const figures: Record<string, Figure> = {};
    const ratios: Record<string, number> = {};
    const versions: Record<string, string> = {};

    await withBenchSite(async (site) => {
      say("training the networks");
      const [scratch, deeper] = [await models.trainModel("scratch", site), await models.trainModel("deeper", site)];
      const indexSha256 = await models.publishTestSet(site);
      const test = await readFile(join(models.datasetFolder, "test-images.u8"));
      const imageBytes = scratch.manifest.input.shape.reduce((product, n) => product * n, 1);
      const some = { base64: test.subarray(0, 256 * imageBytes).toString("base64"), imageBytes };
      say("starting the web app");
      await site.startWeb();
      await withBrowser(site, async (browser) => {
        versions.chromium = browser.version;
        measured["scriptBeforeModel.kB"] = await measure.scriptBeforeModel(browser, site.url);

        const published = {
          scratch: await models.publish(scratch, "scratch", site),
          deeper: await models.publish(deeper, "deeper", site),
        };
        const files = {
          scratch: exporting.asOnnx(scratch),
          deeper: exporting.asOnnx(deeper),
        };
        await withOnnxPage(browser, files, async (onnx) => {
          versions["onnxruntime-web"] = onnx.version;
          const openOurs = (name: keyof typeof published) => measure.openModel(browser, site.url, published[name]);

          begin("first answer");
          const first = { ours: [] as number[], theirs: [] as number[] };
          for (let i = 0; i < openings; i += 1) {
            const ours = await openOurs("deeper");
            const { milliseconds } = await classify(ours.page, published.deeper.manifestSha256, some, 1);
            first.ours.push(ours.warmUpMilliseconds + milliseconds);
            await ours.page.close();
            const theirs = await onnx.open("deeper");
            first.theirs.push(theirs.warmUpMilliseconds + (await classify(theirs.page, null, some, 1)).milliseconds);
            await theirs.page.close();
          }
          measured["firstAnswer.ms"] = median(first.ours);
          figures.firstAnswer = { ms: median(first.ours), all: first.ours, onnxruntimeWeb: first.theirs };

          /** Milliseconds of ours and of theirs, round by round. */
          const inTurn = async (name: keyof typeof published, asked: { requests: number; batch: number }) => {
            const { manifestSha256 } = published[name];
            const [ours, theirs] = [(await openOurs(name)).page, (await onnx.open(name)).page];
            await expectEqual(ours, theirs, manifestSha256);
            const times = { ours: [] as number[], theirs: [] as number[] };
            const warmUp = { ...asked, requests: Math.ceil(asked.requests / 4) };
            await timeRequests(ours, manifestSha256, some, warmUp);
            await timeRequests(theirs, null, some, warmUp);
            for (let round = 0; round < rounds; round += 1) {
              times.ours.push(await timeRequests(ours, manifestSha256, some, asked));
              times.theirs.push(await timeRequests(theirs, null, some, asked));
            }
            await ours.close();
            await theirs.close();
            return times;
          };
          const expectEqual = async (ours: Page, theirs: Page, manifestSha256: string) => {
            const [a, b] = [
              (await classify(ours, manifestSha256, some, COMPARED)).probabilities,
              (await classify(theirs, null, some, COMPARED)).probabilities,
            ];
            const largest = Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
            if (!(a.length === b.length && largest <= TOLERANCE)) {
              throw new Error(`onnxruntime-web's answers differ from ours by ${largest}.`);
            }
          };

          begin("single pictures");
          const single = await inTurn("deeper", { requests: perRound, batch: 1 });
          const [ourSingle, theirSingle] = [median(single.ours) / perRound, median(single.theirs) / perRound];
          measured["perPicture.ms"] = ourSingle;
          figures.perPicture = { ms: ourSingle, onnxruntimeWebMs: theirSingle };
          ratios["perPicture.onnxruntimeWeb"] = median(pairwise(single));

          begin("batches");
          const batched = await inTurn("scratch", { requests: BATCHES, batch: BATCH });
          const perSecond = (times: readonly number[]) => (BATCHES * BATCH * 1000) / median(times);
          figures.throughput = {
            imagesPerSecond: perSecond(batched.ours),
            onnxruntimeWebImagesPerSecond: perSecond(batched.theirs),
          };
          ratios["throughput.onnxruntimeWeb"] = median(pairwise(batched));

          begin("test set");
          const testSet = await measure.testSet(browser, site.url, published.scratch, { indexSha256, tests });
          measured["testSet.imagesPerSecond"] = median(testSet.imagesPerSecond);
          figures.testSet = {
            ...testSet,
            imagesPerSecond: median(testSet.imagesPerSecond),
            all: testSet.imagesPerSecond,
          };

          begin("main thread");
          const longest = [];
          for (let i = 0; i < VISITS; i += 1) {
            longest.push(await measure.longestTask(browser, site.url, published.deeper, test.subarray(0, imageBytes)));
          }
          measured["longestTask.ms"] = median(longest);
          figures.longestTask = { ms: median(longest), all: longest };

          begin("memory");
          const copies = [];
          for (let i = 0; i < COPIES; i += 1) copies.push(await models.publish(scratch, `copy ${i + 1}`, site));
          const work = { changes: CHANGES, pictures: CHANGE_PICTURES };
          const tensors = await measure.tensors(browser, site.url, copies, some, work);
          measured["tensors.kept"] = tensors.after - tensors.base;
          figures.tensors = { kept: tensors.after - tensors.base, ...tensors };
        });
      });
    });
    figures.scriptBeforeModel = { kB: measured["scriptBeforeModel.kB"] ?? null };
    figures.contention = contention;
    print(`\n${goalTable(measured)}\n`);
    for (const [name, ratio] of Object.entries(ratios)) print(`${name}: ${ratio.toFixed(2)}`);
    return { figures, ratios, versions };
  },
});

/** Theirs to ours within each round, above 1 where ours is faster. */
const pairwise = ({ ours, theirs }: { ours: readonly number[]; theirs: readonly number[] }): number[] =>
  ours.map((mine, round) => (theirs[round] ?? Number.NaN) / mine);
