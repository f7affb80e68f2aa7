import type { Metadata } from "next";
import { requireViewer } from "../../../_session/viewer.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { loadRun } from "../_parts/load-run.ts";
import { PreparedRun } from "./_parts/prepared-run.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  await requireViewer(`/runs/${id}`);
  return { title: (await loadRun(id)).name };
}

export default async function RunRoute({ params }: Props) {
  const { id } = await params;
  await requireViewer(`/runs/${id}`);
  const run = await loadRun(id);
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: run.name }]} />
      <PreparedRun run={run} />
    </>
  );
}
