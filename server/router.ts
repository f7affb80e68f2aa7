import { accountRouter } from "./account/router.ts";
import { collectionsRouter } from "./collections/router.ts";
import { comparisonsRouter } from "./comparisons/router.ts";
import { datasetsRouter } from "./datasets/router.ts";
import { experimentsRouter } from "./experiments/router.ts";
import { exportsRouter } from "./exports/router.ts";
import { labsRouter } from "./labs/router.ts";
import { launchRouter } from "./launch/router.ts";
import { modelsRouter } from "./models/router.ts";
import { overviewRouter } from "./overview/router.ts";
import { runsRouter } from "./runs/router.ts";
import { searchRouter } from "./search/router.ts";
import { seriesRouter } from "./series/router.ts";
import { settingsRouter } from "./settings/router.ts";
import { sharesRouter } from "./shares/router.ts";
import { sweepsRouter } from "./sweeps/router.ts";
import { tokensRouter } from "./tokens/router.ts";
import { trainersRouter } from "./trainers/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { webhooksRouter } from "./webhooks/router.ts";

export const appRouter = router({
  account: accountRouter,
  collections: collectionsRouter,
  comparisons: comparisonsRouter,
  datasets: datasetsRouter,
  experiments: experimentsRouter,
  exports: exportsRouter,
  labs: labsRouter,
  launch: launchRouter,
  models: modelsRouter,
  overview: overviewRouter,
  runs: runsRouter,
  search: searchRouter,
  series: seriesRouter,
  settings: settingsRouter,
  shares: sharesRouter,
  sweeps: sweepsRouter,
  tokens: tokensRouter,
  webhooks: webhooksRouter,
  trainers: trainersRouter,
});

export type AppRouter = typeof appRouter;

/** Procedures as plain functions, for server components and tests. */
export const createCaller = createCallerFactory(appRouter);
