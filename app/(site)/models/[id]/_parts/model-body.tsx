import type { ReactNode } from "react";
import { layerRows } from "#domain/experiments/layer-rows";
import { getContext } from "../../../../_trpc/server.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { EpochCurves } from "../../../runs/_parts/epoch-curves.tsx";
import { LayerTable } from "../../../runs/_parts/layer-table.tsx";
import { Configuration } from "../../../runs/[id]/_parts/configuration.tsx";
import { EvaluationTables } from "../../../runs/[id]/_parts/evaluation-tables.tsx";
import { BackboneCredit } from "./backbone-credit.tsx";
import { EmbedCode } from "./embed-code.tsx";
import type { ModelDetail } from "./model-detail.ts";
import { ModelFacts } from "./model-facts.tsx";
import { ModelFiles } from "./model-files.tsx";
import { ModelLicence } from "./model-licence.tsx";
import { OwnTest } from "./own-test.tsx";
import { Provenance } from "./provenance.tsx";
import { VisitorsBrowsers } from "./visitors-browsers.tsx";
import { WeightDelivery } from "./weight-delivery.tsx";

type ModelBodyProps = {
  model: ModelDetail;
  /** Of the link by which it is looked at. */
  token?: string | null;
  /** The ways to take it along, where there are any. */
  takeAlong?: ReactNode;
};

/** All that is told of a model, below its head. */
export async function ModelBody({ model, token = null, takeAlong }: ModelBodyProps) {
  const { env } = await getContext();
  const { name, spec, classes, confusion, history } = model;
  return (
    <>
      <ModelFacts model={model} />
      {confusion && <EvaluationTables name={name} confusion={confusion} classes={classes} />}
      <OwnTest model={model} />
      <EpochCurves name={name} epochs={history} />
      <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <Plate title="Network" caption="one picture forward">
            <LayerTable rows={layerRows(spec.architecture, spec.dataset)} />
          </Plate>
          <WeightDelivery manifestSha256={model.manifestSha256} />
          {takeAlong}
          <EmbedCode model={model} site={env.BETTER_AUTH_URL} token={token} />
          <ModelFiles manifestSha256={model.manifestSha256} linked={token === null} />
        </div>
        <div>
          <Configuration spec={spec} />
          <Provenance model={model} />
          <VisitorsBrowsers model={model} />
          <ModelLicence model={model} />
          {spec.architecture.backbone && <BackboneCredit id={spec.architecture.backbone.id} />}
        </div>
      </div>
    </>
  );
}
