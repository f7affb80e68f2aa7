import type { Metadata } from "next";
import { requireViewer } from "../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { NoTrainer } from "./_parts/no-trainer.tsx";
import { TrainersPage } from "./_parts/trainers-page.tsx";

export const metadata: Metadata = { title: "Trainers" };

export default async function Trainers() {
  const { role } = await requireViewer("/trainers");
  await getQueryClient().prefetchQuery(trpc.trainers.overview.queryOptions(undefined, { retry: false }));
  return (
    <>
      <Breadcrumbs items={[{ label: "Trainers" }]} />
      <HydrateClient>
        <TrainersPage steers={role === "admin"} noTrainer={<NoTrainer />} />
      </HydrateClient>
    </>
  );
}
