import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";
import type { Command } from "../../_ui/frame/commands.ts";
import { formatPercent } from "../../_ui/numbers.ts";

type FoundThings = inferRouterOutputs<AppRouter>["search"]["everything"];

/** What a search found, as places to go to. Without a query the runs are those launched last. */
export const foundCommands = ({ runs, models, collections, sweeps, labs }: FoundThings, recent: boolean): Command[] => [
  ...runs.map(
    ({ id, name, state }): Command => ({
      group: recent ? "Recent runs" : "Runs",
      label: name,
      icon: "flask",
      hint: state,
      href: `/runs/${id}`,
    }),
  ),
  ...models.map(
    ({ id, name, author, mine, testAccuracy }): Command => ({
      group: "Models",
      label: name,
      icon: "layers",
      hint: `${formatPercent(testAccuracy)}, ${mine ? "yours" : author}`,
      href: `/models/${id}`,
    }),
  ),
  ...collections.map(
    ({ id, name, author, mine }): Command => ({
      group: "Collections",
      label: name,
      icon: "layers",
      hint: mine ? "yours" : author,
      href: `/collections/${id}`,
    }),
  ),
  ...sweeps.map(({ id, name }): Command => ({ group: "Sweeps", label: name, icon: "sliders", href: `/sweeps/${id}` })),
  ...labs.map(({ id, name }): Command => ({ group: "Labs", label: name, icon: "book", href: `/labs/${id}` })),
];
