"use client";
import type { SpecCost } from "#domain/experiments/cost";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { bytesParts, formatCount, formatSignificant } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { CopyJsonButton } from "../../../runs/_parts/copy-json-button.tsx";
import { LayerTable } from "../../../runs/_parts/layer-table.tsx";

const BYTES_PER_WEIGHT = 4;

type WhatWillRunProps = {
  /** The spec in the form, or the last one that could be understood. */
  spec: ExperimentSpec;
  cost: SpecCost;
  /** The form holds something else, which cannot be computed yet. */
  stale: boolean;
};

/** The network as layers and what its training costs: the consequence of what is being typed. */
export function WhatWillRun({ spec, cost, stale }: WhatWillRunProps) {
  const { network } = cost;
  return (
    <Plate
      title="What will run"
      caption={stale ? "before the last change, which makes no network" : undefined}
      className="mt-0!"
      tools={<CopyJsonButton value={spec} label="Copy the specification as JSON" />}
    >
      <LayerTable network={network} />
      <Figures className="mt-3 justify-between gap-3! [&_dd]:text-lg! [&_dd]:leading-6!">
        <Figure label="per picture">
          {formatSignificant(network.flops / 1e6)} <small>MFLOPs</small>
        </Figure>
        <Figure label="steps">{formatCount(cost.stepsPerEpoch * spec.epochs)}</Figure>
        <Figure label="model file">
          <Measure parts={bytesParts(network.parameters * BYTES_PER_WEIGHT)} />
        </Figure>
        <Figure label="memory">
          <Measure parts={bytesParts(cost.trainingBytes)} />
        </Figure>
      </Figures>
    </Plate>
  );
}
