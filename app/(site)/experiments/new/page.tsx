import type { Metadata } from "next";
import { z } from "zod";
import { PRESET_IDS } from "#domain/experiments/presets";
import { requireViewer } from "../../../_session/viewer.ts";
import { api, getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Note } from "../../../_ui/note.tsx";
import { PageHead } from "../../../_ui/page-head.tsx";
import { toQuery } from "../../_view/to-query.ts";
import { firstTraining } from "../_view/first-training.ts";
import { cloneValues, type LaunchValues, presetValues } from "../_view/launch-values.ts";
import { LaunchForm } from "./_parts/launch-form.tsx";

export const metadata: Metadata = { title: "New run" };

type SearchParams = Record<string, string | string[] | undefined>;

/**
 * What the form starts with: a run of one's own to clone, a published model to repeat, a preset, or a preset cut down to
 * two minutes.
 */
async function startOf({
  from,
  model,
  preset,
  quick,
}: SearchParams): Promise<{ values: LaunchValues; origin: string; missing?: true }> {
  if (from !== undefined) {
    const id = z.uuid().safeParse(from);
    const run = id.success ? await api.runs.byId({ id: id.data }).catch(() => null) : null;
    if (run) return { values: cloneValues(run), origin: `from.${run.id}` };
    return { values: presetValues("deeper"), origin: "new", missing: true };
  }
  if (model !== undefined) {
    const id = z.uuid().safeParse(model);
    const found = id.success ? await api.models.byId({ id: id.data }).catch(() => null) : null;
    if (found) return { values: cloneValues(found), origin: `model.${found.id}` };
    return { values: presetValues("deeper"), origin: "new", missing: true };
  }
  const chosen = PRESET_IDS.find((candidate) => candidate === preset);
  if (quick !== undefined) return { values: firstTraining(), origin: "quick" };
  return { values: presetValues(chosen ?? "deeper"), origin: chosen ? `preset.${chosen}` : "new" };
}

export default async function NewRunPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = toQuery(params).toString();
  await requireViewer(`/experiments/new${query && `?${query}`}`);
  const queries = getQueryClient();
  const [{ values, origin, missing }] = await Promise.all([
    startOf(params),
    queries.prefetchQuery(trpc.launch.backbones.queryOptions(undefined, { retry: false })),
  ]);

  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: "New run" }]} />
      <PageHead title="New run" facts="Change what you like; the right side answers at once." />
      {missing && (
        <Note tone="warn" className="mb-6">
          <b>What this was to start from is not there.</b> It was deleted or withdrawn, or it is not yours. The form
          starts from a preset instead.
        </Note>
      )}
      <HydrateClient>
        <LaunchForm key={origin} initial={values} origin={origin} />
      </HydrateClient>
    </>
  );
}
