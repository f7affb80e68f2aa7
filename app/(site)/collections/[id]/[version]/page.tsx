import { redirect } from "next/navigation";
import { loadVersion } from "../../_parts/load-collection.ts";

type Props = { params: Promise<{ id: string; version: string }> };

/** The way to the model that a number or an alias names now; the answer is temporary and kept by nobody. */
export default async function VersionPage({ params }: Props) {
  const { modelId } = await loadVersion(await params);
  redirect(`/models/${modelId}`);
}
