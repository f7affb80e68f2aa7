import type { Metadata } from "next";
import { DATASETS } from "#domain/datasets/catalogue";
import { getViewer } from "../_session/viewer.ts";
import { api, getQueryClient, HydrateClient, trpc } from "../_trpc/server.ts";
import { ButtonLink } from "../_ui/button.tsx";
import { Figure, Figures } from "../_ui/figures.tsx";
import { Breadcrumbs } from "../_ui/frame/breadcrumbs.tsx";
import { formatCount } from "../_ui/numbers.ts";
import { Plate } from "../_ui/plate.tsx";
import { TopModels } from "./_home/top-models.tsx";
import { TryIt } from "./_home/try-it.tsx";

export const metadata: Metadata = { title: { absolute: "Cultivar: grow an image classifier" } };

/** As many rows as tell what the leaderboard is. */
const TOP = 5;

export default async function HomePage() {
  const queries = getQueryClient();
  const [viewer, overview, board] = await Promise.all([
    getViewer(),
    api.overview.public(),
    api.models.leaderboard({ pageSize: TOP }),
    queries.prefetchQuery(trpc.models.usable.queryOptions({})),
    queries.prefetchQuery(trpc.datasets.list.queryOptions()),
  ]);
  const hasModels = board.total > 0;
  return (
    <HydrateClient>
      <Breadcrumbs items={[{ label: "Cultivar" }]} />
      <div className="grid items-start gap-16 pt-6 wide:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] max-wide:gap-10 max-tablet:flex max-tablet:flex-col max-tablet:items-stretch max-tablet:gap-5 max-tablet:pt-0">
        <div className="grid gap-6 pt-4 max-tablet:contents">
          <h1 className="text-4xl leading-[1.06] tracking-[-0.035em] text-balance">
            <span className="block">Small networks, trained in the open.</span>{" "}
            <span className="block">{hasModels ? "Try one on your picture." : "Grow the first one."}</span>
          </h1>
          <p className="max-w-[52ch] text-lg leading-normal text-ink-2 max-tablet:text-md">
            Every model here was trained and measured by Cultivar itself, from a few lines of specification to a rank
            with its margin of error. It classifies in your browser.
          </p>
          <div className="flex flex-wrap gap-3 max-tablet:order-2">
            <ButtonLink
              variant="go"
              size="big"
              href={hasModels ? "/experiments/new" : "/experiments/new?quick=1"}
              className="max-tablet:flex-1 max-tablet:px-3 max-tablet:text-md"
            >
              Launch an experiment
            </ButtonLink>
            <ButtonLink
              size="big"
              href={hasModels ? "/leaderboard" : "/experiments/new?preset=deeper"}
              className="max-tablet:flex-1 max-tablet:px-3 max-tablet:text-md"
            >
              {hasModels ? "Leaderboard" : "Choose a network"}
            </ButtonLink>
          </div>
          <Figures className="mt-6 border-t border-line-strong pt-5 max-tablet:order-3 max-tablet:mt-0 max-tablet:grid-cols-3 max-tablet:gap-3 max-tablet:[&_small]:hidden">
            <Figure label="runs kept">{formatCount(overview.runsKept)}</Figure>
            <Figure label="models one can try">{formatCount(overview.modelsToTry)}</Figure>
            <Figure label="training now">
              {formatCount(overview.trainersBusy)}{" "}
              <small>
                of {formatCount(overview.trainersAlive)} {overview.trainersAlive === 1 ? "trainer" : "trainers"}
              </small>
            </Figure>
          </Figures>
        </div>
        <TryIt signedIn={viewer !== null} />
      </div>
      {hasModels && (
        <Plate
          title="Leaderboard"
          caption={`${DATASETS.cifar10.title}, ${formatCount(DATASETS.cifar10.test.count)} test pictures`}
          tools={
            <ButtonLink size="sm" variant="plain" iconEnd="right" href="/leaderboard">
              {board.total > TOP ? `All ${formatCount(board.total)} models` : "The whole leaderboard"}
            </ButtonLink>
          }
        >
          <TopModels rows={board.rows} />
        </Plate>
      )}
      <Plate title="Why a score here can be believed">
        <ol className="grid gap-10 text-ink-2 max-tablet:gap-4 tablet:grid-cols-3 [&_b]:block [&_b]:text-ink">
          <li>
            <b>Trained here.</b> A rank is given only to what a Cultivar trainer trained from a recorded specification,
            seed and code version.
          </li>
          <li>
            <b>Measured here.</b> Once, on pictures the network never saw; the interval is 95&nbsp;%, ties go to the
            earlier model.
          </li>
          <li>
            <b>Repeatable.</b> A row opens its model; one click launches the same specification again.
          </li>
        </ol>
      </Plate>
    </HydrateClient>
  );
}
