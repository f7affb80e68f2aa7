import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import {
  bytesParts,
  durationParts,
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
} from "../../../../_ui/numbers.ts";
import { bestEpoch } from "../../../runs/_view/best-epoch.ts";
import type { ModelDetail } from "./model-detail.ts";

/** What the model achieves and what it costs. */
export function ModelFacts({ model }: { model: ModelDetail }) {
  const best = bestEpoch(model.history);
  return (
    <Figures layout="row" className="mb-5">
      <Figure label="test accuracy, 95 % interval" lead>
        {formatPercent(model.testAccuracy, 2, "")} <small>{formatInterval(model.interval)} %</small>
      </Figure>
      <Figure label="test loss">{formatLoss(model.testLoss)}</Figure>
      <Figure label={`best validation, epoch ${best?.epoch ?? "–"}`} best>
        {formatPercent(best?.validationAccuracy, 2, "")} <small>%</small>
      </Figure>
      <Figure label="parameters">{formatCount(model.parameters)}</Figure>
      <Figure label="to load">
        <Measure parts={bytesParts(model.bytes)} />
      </Figure>
      <Figure label="trained in">
        <Measure parts={durationParts(model.trainingSeconds)} />
      </Figure>
    </Figures>
  );
}
