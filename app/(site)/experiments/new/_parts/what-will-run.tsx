"use client";
import type { SpecCost } from "#domain/experiments/cost";
import { layerRows } from "#domain/experiments/layer-rows";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { bytesParts, formatCount, formatSignificant } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { CopyJsonButton } from "../../../runs/_parts/copy-json-button.tsx";
import { LayerTable } from "../../../runs/_parts/layer-table.tsx";

const BYTES_PER_WEIGHT = 4;
/** In a narrow column. */
const COMPACT = "justify-between gap-3! [&_dd]:text-lg! [&_dd]:leading-6!";

type WhatWillRunProps = {
  /** The spec in the form, or the last one that could be understood. */
  spec: ExperimentSpec;
  cost: SpecCost;
  /** The form holds something else, which cannot be computed yet. */
  stale: boolean;
};

/** The network as layers and what its training costs: the consequence of what is being typed. */
export function WhatWillRun({ spec, cost, stale }: WhatWillRunProps) {
  const { network, trained } = cost;
  return (
    <Plate
      title="What will run"
      caption={stale ? "before the last change, which makes no network" : undefined}
      className="mt-0!"
      tools={<CopyJsonButton value={spec} label="Copy the specification as JSON" />}
    >
      <LayerTable rows={layerRows(spec.architecture, spec.dataset)} />
      <Figures className={`mt-3 ${COMPACT}`}>
        {spec.architecture.backbone ? (
          <Figure label="trained parameters">{formatCount(trained.trainableParameters)}</Figure>
        ) : (
          <Figure label="per picture">
            {formatSignificant(network.flops / 1e6)} <small>MFLOPs</small>
          </Figure>
        )}
        <Figure label="steps">{formatCount(cost.stepsPerEpoch * spec.epochs)}</Figure>
        <Figure label="model file">
          <Measure parts={bytesParts(network.parameters * BYTES_PER_WEIGHT)} />
        </Figure>
        <Figure label="memory">
          <Measure parts={bytesParts(cost.trainingBytes)} />
        </Figure>
      </Figures>
      {spec.architecture.backbone && <FeaturePass cost={cost} />}
    </Plate>
  );
}

/** What the frozen layers cost before the training, unless another run has paid it. */
function FeaturePass({ cost: { featureImages, featureFlops, featureBytes } }: { cost: SpecCost }) {
  return (
    <section aria-label="Features" className="mt-4 border-t border-line pt-3">
      <h3 className="flex flex-wrap items-baseline gap-x-2.5 font-medium">
        Features <span className="caption">computed once, then shared by all runs that need the same</span>
      </h3>
      <Figures className={`mt-2 ${COMPACT}`}>
        <Figure label="pictures">{formatCount(featureImages)}</Figure>
        <Figure label="work">
          {formatSignificant(featureFlops / 1e12)} <small>TFLOPs</small>
        </Figure>
        <Figure label="disk of the trainer">
          <Measure parts={bytesParts(featureBytes)} />
        </Figure>
      </Figures>
    </section>
  );
}
