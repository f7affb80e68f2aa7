/** What of a manifest stands in its model's row, so that lists need not open it. */
import { DATASETS } from "../datasets/catalogue.ts";
import { specCost, validationCount } from "../experiments/cost.ts";
import { filesToOpen, type ModelManifest } from "./manifest.ts";

/** @param manifestBytes what the manifest itself takes */
export function modelColumns(manifest: ModelManifest, manifestBytes: number) {
  const { provenance, test } = manifest;
  const { spec, engine, trainingImages, trainingSeconds } = provenance;
  const total = DATASETS[spec.dataset].train.count;
  const available = total - validationCount(total, spec.split.validationFraction);
  return {
    dataset: spec.dataset,
    // What a browser loads before it answers.
    bytes: filesToOpen(manifest).reduce((sum, { bytes }) => sum + bytes, manifestBytes),
    // As published: the model itself has a backbone's batch normalisations folded.
    parameters: specCost(spec).network.parameters,
    testCount: test.count,
    testLoss: test.loss,
    testAccuracy: test.accuracy,
    trainingSeconds,
    engineKind: engine.kind,
    engineDevice: engine.device,
    trainingSubset: trainingImages < available ? trainingImages : null,
  };
}
