/** What is wrong with a layer, in words, if its statistics say so. */
import type { Distribution, LayerStatistics } from "#domain/runs/layer-statistics";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";

/** A layer whose answers are zeros to more than this share is as good as off. */
const DEAD = 0.9;

/** Share of the values that are exactly 0; null where there are none. */
export const zeroShare = ({ zeros, count }: Distribution): number | null => (count > 0 ? zeros / count : null);

/** Names of a layer's weights, that with most values first: the kernel before its bias. */
export const weightsBySize = ({ weights }: Pick<LayerStatistics, "weights">): string[] =>
  Object.entries(weights)
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([name]) => name);

export type LayerHint = { tone: "warn" | "bad"; text: string };

export function layerHints({ weights, activations }: Pick<LayerStatistics, "weights" | "activations">): LayerHint[] {
  const hints: LayerHint[] = [];
  const lost = Object.entries(weights).filter(([, { nonFinite }]) => nonFinite > 0);
  for (const [name, { nonFinite, count }] of lost) {
    hints.push({
      tone: "bad",
      text: `${formatCount(nonFinite)} of ${formatCount(count)} values of ${name} are not finite: the training has diverged. Lower the learning rate.`,
    });
  }
  if (activations.nonFinite > 0) {
    hints.push({
      tone: "bad",
      text: `${formatCount(activations.nonFinite)} of ${formatCount(activations.count)} outputs are not finite.`,
    });
  }
  const zeros = zeroShare(activations);
  if (zeros !== null && zeros > DEAD) {
    hints.push({
      tone: "warn",
      text: `${formatPercent(zeros, 1)} of its outputs are 0: the layer is as good as dead. A lower learning rate or a leaky activation keeps it alive.`,
    });
  }
  return hints;
}
