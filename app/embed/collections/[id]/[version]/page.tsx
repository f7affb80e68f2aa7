import { redirect } from "next/navigation";
import { loadVersion } from "../../../../(site)/collections/_parts/load-collection.ts";

type Props = { params: Promise<{ id: string; version: string }> };

/** The way to the frame of the model that a number or an alias names now: a page that shows it follows. */
export default async function VersionEmbedPage({ params }: Props) {
  const { modelId } = await loadVersion(await params);
  redirect(`/embed/${modelId}`);
}
