import type { Metadata } from "next";
import { getViewer } from "../../../_session/viewer.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { loadModel } from "../_parts/load-model.ts";
import { ModelBody } from "./_parts/model-body.tsx";
import { ModelHead } from "./_parts/model-head.tsx";
import { TakeAlong } from "./_parts/take-along.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, author } = await loadModel((await params).id);
  return { title: name, description: `${name}, an image classifier trained by ${author} with Cultivar.` };
}

export default async function ModelPage({ params }: Props) {
  const model = await loadModel((await params).id);
  const [exports, viewer] = await Promise.all([api.exports.byModel({ id: model.id }), getViewer()]);
  const signedIn = viewer !== null;
  return (
    <>
      <Breadcrumbs items={[{ label: "Leaderboard", href: "/leaderboard" }, { label: model.name }]} />
      <ModelHead model={model} signedIn={signedIn} tryHref={`/classify?model=${model.id}`} />
      <ModelBody model={model} takeAlong={<TakeAlong model={model} exports={exports} signedIn={signedIn} />} />
    </>
  );
}
