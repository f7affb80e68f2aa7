import { DATASETS } from "#domain/datasets/catalogue";
import { specCost } from "#domain/experiments/cost";
import { presetSpec } from "#domain/experiments/presets";
import type { Lab } from "#domain/labs/lab";
import type { Fact } from "#domain/labs/report";
import { formatCount } from "../../../_ui/numbers.ts";
import type { DatasetDetail } from "./lab-types.ts";

export type Split = { training: number; validation: number; test: number };

/** All networks of a lab are trained on one split. */
const specOf = ({ networks: [first], dataset }: Lab) => ({ ...presetSpec(first?.preset ?? "scratch"), dataset });

/** How many pictures each part has, as the lab splits them. */
export function labSplit(lab: Lab): Split {
  const spec = specOf(lab);
  const { trainingImages, validationImages } = specCost(spec);
  return { training: trainingImages, validation: validationImages, test: DATASETS[lab.dataset].test.count };
}

/** The data of a lab in facts: what its report says of them. */
export function dataFacts(lab: Lab, dataset: DatasetDetail | null): Fact[] {
  const { title, classes, image, source } = DATASETS[lab.dataset];
  const spec = specOf(lab);
  const split = labSplit(lab);
  const standardisation = dataset?.statistics?.standardisation;
  const facts: (Fact | undefined)[] = [
    { key: "Data set", value: title },
    { key: "Classes", value: classes.join(", ") },
    { key: "Pictures", value: `${image[1]} × ${image[0]} pixels, ${image[2]} channels` },
    {
      key: "Training, validation, test",
      value: `${formatCount(split.training)}, ${formatCount(split.validation)}, ${formatCount(split.test)}`,
    },
    {
      key: "Split",
      value: `${spec.split.validationFraction * 100} % held out as scikit-learn’s train_test_split does with random_state ${spec.split.seed}`,
    },
    standardisation && {
      key: "Standardisation",
      value: `(byte / 255 − ${standardisation.mean.toFixed(5)}) / ${standardisation.std.toFixed(5)}, from the training pictures before the split`,
    },
    { key: "Source", value: source },
  ];
  return facts.filter((fact) => fact !== undefined);
}
