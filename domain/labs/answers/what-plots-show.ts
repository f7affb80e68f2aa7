import type { EpochFigures, NetworkFigures } from "../figures.ts";
import { type Answerer, absentSentences, hasEpochs, waitingFor } from "./answer.ts";
import { listed, loss, percent, points } from "./wording.ts";

type Trained = NetworkFigures & { run: { epochs: readonly EpochFigures[] } };

/** What one reads off the curves: how fast each network learns, which is ahead and since when, and where losses end. */
export const whatPlotsShow: Answerer = (networks) => {
  const trained = networks.filter(hasEpochs) as Trained[];
  if (trained.length === 0) return waitingFor("the first epochs");
  const absent = networks.filter((network) => !hasEpochs(network));
  return {
    state: absent.length > 0 ? "partly" : "answered",
    sentences: [
      ...trained.map(learningSentence),
      ...orderSentences(trained),
      lossSentence(trained),
      ...absentSentences(absent, "epochs"),
    ],
  };
};

/** Most of what is learned is learned early. */
function learningSentence({ title, run: { epochs } }: Trained): string {
  const accuracies = epochs.map(({ validationAccuracy }) => validationAccuracy);
  const first = accuracies[0] ?? 0;
  const best = Math.max(...accuracies);
  const bestEpoch = epochs[accuracies.indexOf(best)]?.epoch ?? 1;
  if (best - first <= 0) return `${title}: validation accuracy has not risen above the ${percent(first)} of epoch 1.`;
  const half = epochs[accuracies.findIndex((value) => value - first >= (best - first) / 2)]?.epoch ?? bestEpoch;
  return `${title}: validation accuracy rises from ${percent(first)} after epoch 1 to ${percent(best)} at epoch ${bestEpoch}; half of that gain of ${points(best - first)} is made by epoch ${half}.`;
}

function orderSentences(trained: readonly Trained[]): string[] {
  const ranked = [...trained].sort((a, b) => finalAccuracy(b) - finalAccuracy(a));
  return ranked.slice(1).map((behind, i) => {
    const ahead = ranked[i] as Trained;
    const shared = ahead.run.epochs.filter(({ epoch }) => behind.run.epochs.some((other) => other.epoch === epoch));
    const behindAt = (epoch: number) =>
      behind.run.epochs.find((other) => other.epoch === epoch)?.validationAccuracy ?? 0;
    const notAhead = shared.findLast(({ epoch, validationAccuracy }) => validationAccuracy <= behindAt(epoch));
    const since = notAhead ? `from epoch ${notAhead.epoch + 1} on` : "in every epoch";
    const last = shared.at(-1);
    const lead = last ? last.validationAccuracy - behindAt(last.epoch) : 0;
    return lead > 0
      ? `${ahead.title} is above ${behind.title} ${since}, by ${points(lead)} at epoch ${last?.epoch}.`
      : `${ahead.title} ends above ${behind.title}, having trained for more epochs.`;
  });
}

const finalAccuracy = ({ run }: Trained) => run.epochs.at(-1)?.validationAccuracy ?? 0;

/** Whether loss and accuracy put the networks into the same order. */
function agreement(trained: readonly Trained[]): string {
  if (trained.length < 2) return "";
  const byAccuracy = [...trained].sort((a, b) => finalAccuracy(b) - finalAccuracy(a));
  const byLoss = [...trained].sort((a, b) => finalLoss(a) - finalLoss(b));
  return byAccuracy.every((network, i) => network === byLoss[i])
    ? " They rank the networks as accuracy does."
    : " They rank the networks otherwise than accuracy does: a loss also counts how sure the wrong answers are.";
}

const finalLoss = ({ run }: Trained) => run.epochs.at(-1)?.validationLoss ?? Number.POSITIVE_INFINITY;

function lossSentence(trained: readonly Trained[]): string {
  const ends = trained.map(({ title, run }) => {
    const last = run.epochs.at(-1);
    const train = last?.trainLoss;
    const validation = last?.validationLoss;
    return train == null || validation == null
      ? `${title} without a finite loss`
      : `${title} at ${loss(train)} in training and ${loss(validation)} in validation`;
  });
  return `Losses at the end: ${listed(ends)}.${agreement(trained)}`;
}
