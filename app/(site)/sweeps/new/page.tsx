import type { Metadata } from "next";
import { z } from "zod";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { LIMITS } from "#domain/limits";
import { requireViewer } from "../../../_session/viewer.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Note } from "../../../_ui/note.tsx";
import { PageHead } from "../../../_ui/page-head.tsx";
import { toQuery } from "../../_view/to-query.ts";
import { draftOf, emptyDraft, type SweepDraft } from "../_view/sweep-draft.ts";
import { SweepForm } from "./_parts/sweep-form.tsx";

export const metadata: Metadata = { title: "New sweep" };

type SearchParams = Record<string, string | string[] | undefined>;

type Start = { draft: SweepDraft; origin: string };

/** What the form starts with: a sweep or the spec of a run of one's own, or a preset. */
async function startOf({ sweep, from, preset }: SearchParams): Promise<Start & { missing?: true }> {
  if (sweep === undefined && from === undefined) return fromPreset(preset);
  return (
    (await (sweep === undefined ? fromRun(from) : fromSweep(sweep))) ?? { ...fromPreset(undefined), missing: true }
  );
}

const named = (name: string) => name.slice(0, LIMITS.experimentName.max);

async function fromRun(asked: unknown): Promise<Start | null> {
  const id = z.uuid().safeParse(asked);
  const run = id.success ? await api.runs.byId({ id: id.data }).catch(() => null) : null;
  return run && { draft: emptyDraft(named(`${run.name}, varied`), run.spec), origin: `from.${run.id}` };
}

async function fromSweep(asked: unknown): Promise<Start | null> {
  const id = z.uuid().safeParse(asked);
  const sweep = id.success ? await api.sweeps.byId({ id: id.data }).catch(() => null) : null;
  return sweep && { draft: draftOf(named(`${sweep.name}, again`), sweep.plan), origin: `sweep.${sweep.id}` };
}

function fromPreset(preset: unknown): Start {
  const chosen = PRESET_IDS.find((candidate) => candidate === preset) ?? "deeper";
  return { draft: emptyDraft(`${chosen}, varied`, presetSpec(chosen)), origin: `preset.${chosen}` };
}

export default async function NewSweepPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = toQuery(params).toString();
  await requireViewer(`/sweeps/new${query && `?${query}`}`);
  const { draft, missing, ...start } = await startOf(params);
  const launchDraft = typeof params.draft === "string" ? params.draft : null;
  const origin = launchDraft === null ? start.origin : `draft.${launchDraft}`;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Experiments", href: "/experiments" },
          { label: "Sweeps", href: "/sweeps" },
          { label: "New sweep" },
        ]}
      />
      <PageHead
        title="New sweep"
        facts="One specification, some fields of it varied: every combination becomes a run."
      />
      {missing && (
        <Note tone="warn" className="mb-6">
          <b>What this was to start from is not there.</b> It was deleted, or it is not yours. The form starts from a
          preset instead.
        </Note>
      )}
      <SweepForm key={origin} initial={draft} origin={origin} launchDraft={launchDraft} />
    </>
  );
}
