import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { layerRows } from "#domain/experiments/layer-rows";
import { getViewer } from "../../../_session/viewer.ts";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { EpochCurves } from "../../runs/_parts/epoch-curves.tsx";
import { LayerTable } from "../../runs/_parts/layer-table.tsx";
import { Configuration } from "../../runs/[id]/_parts/configuration.tsx";
import { EvaluationTables } from "../../runs/[id]/_parts/evaluation-tables.tsx";
import { BackboneCredit } from "./_parts/backbone-credit.tsx";
import { ModelFacts } from "./_parts/model-facts.tsx";
import { ModelFiles } from "./_parts/model-files.tsx";
import { ModelHead } from "./_parts/model-head.tsx";
import { OwnTest } from "./_parts/own-test.tsx";
import { Provenance } from "./_parts/provenance.tsx";
import { TakeAlong } from "./_parts/take-along.tsx";
import { WeightDelivery } from "./_parts/weight-delivery.tsx";

type Props = { params: Promise<{ id: string }> };

/** The model, or the page that says there is none: somebody else's private one is not told apart from one that is gone. */
const loadModel = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  return orNotFound(api.models.byId({ id }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, author } = await loadModel((await params).id);
  return { title: name, description: `${name}, an image classifier trained by ${author} with Cultivar.` };
}

export default async function ModelPage({ params }: Props) {
  const model = await loadModel((await params).id);
  const exports = await api.exports.byModel({ id: model.id });
  const signedIn = (await getViewer()) !== null;
  const { spec, classes, confusion, history } = model;
  return (
    <>
      <Breadcrumbs items={[{ label: "Leaderboard", href: "/leaderboard" }, { label: model.name }]} />
      <ModelHead model={model} signedIn={signedIn} />
      <ModelFacts model={model} />
      {confusion && <EvaluationTables name={model.name} confusion={confusion} classes={classes} />}
      <OwnTest model={model} />
      <EpochCurves name={model.name} epochs={history} />
      <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <Plate title="Network" caption="one picture forward">
            <LayerTable rows={layerRows(spec.architecture, spec.dataset)} />
          </Plate>
          <WeightDelivery manifestSha256={model.manifestSha256} />
          <TakeAlong model={model} exports={exports} signedIn={signedIn} />
          <ModelFiles manifestSha256={model.manifestSha256} />
        </div>
        <div>
          <Configuration spec={spec} />
          <Provenance model={model} />
          {spec.architecture.backbone && <BackboneCredit id={spec.architecture.backbone.id} />}
        </div>
      </div>
    </>
  );
}
