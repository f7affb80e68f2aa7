/** The work of a person in a lab as the figures that answers, charts and report are made from. */
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { DATASETS } from "#domain/datasets/catalogue";
import type { LabFigures, RunFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { labNetworks } from "#domain/labs/networks";
import type { LabRun, LabWork } from "./lab-types.ts";

export function labFigures(
  lab: Lab,
  { runs }: Pick<LabWork, "runs">,
  /** Backbones that somebody can train on. */
  trainable: readonly BackboneId[],
): LabFigures {
  const chosen = Object.fromEntries(Object.entries(runs).map(([network, { run }]) => [network, run.spec]));
  return {
    classes: DATASETS[lab.dataset].classes,
    networks: labNetworks(lab, { trainable, chosen }).map((network) => {
      const found = runs[network.id];
      return { ...network, run: found ? runFigures(found) : null };
    }),
  };
}

function runFigures({ run, epochs, differences }: LabRun): RunFigures {
  const { id, state, endedEarly, testAccuracy, testCount, testLoss } = run;
  return {
    id,
    state,
    endedEarly,
    epochs,
    plannedEpochs: run.epochs,
    test:
      testAccuracy === null || testCount === null ? null : { accuracy: testAccuracy, count: testCount, loss: testLoss },
    differences,
  };
}
