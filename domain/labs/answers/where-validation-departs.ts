import { departureOf } from "../departure.ts";
import type { EpochFigures } from "../figures.ts";
import { type Answerer, absentSentences, hasEpochs, waitingFor } from "./answer.ts";
import { loss, percent, points } from "./wording.ts";

/** From which epoch on does validation loss no longer fall while train loss does, and how far apart do they end? */
export const whereValidationDeparts: Answerer = (networks) => {
  const trained = networks.filter(hasEpochs);
  if (trained.length === 0) return waitingFor("the first epochs");
  const absent = networks.filter((network) => !hasEpochs(network));
  const sentences = trained.flatMap(({ title, run }) => [departureSentence(title, run.epochs), ...gap(run.epochs)]);
  return {
    state: absent.length > 0 ? "partly" : "answered",
    sentences: [
      ...sentences,
      "Train accuracy is a mean over the epoch with dropout on, validation is measured after it without: that is why validation can be ahead in early epochs.",
      ...absentSentences(absent, "epochs"),
    ],
  };
};

function departureSentence(title: string, epochs: readonly EpochFigures[]): string {
  const departure = departureOf(epochs);
  switch (departure.kind) {
    case "departed": {
      const { epoch, validationLoss, trainThen, trainNow, validationNow } = departure;
      return `${title}: validation loss is lowest at epoch ${epoch} (${loss(validationLoss)}); after it, it no longer falls (${loss(validationNow)} at the end) while train loss goes on from ${loss(trainThen)} to ${loss(trainNow)}. What is learned after epoch ${epoch} helps with the training pictures, not with others.`;
    }
    case "together":
      return `${title}: validation loss is still at its lowest in the last epoch, ${departure.epoch} (${loss(departure.validationLoss)}): there is no departure yet, and longer training may help.`;
    case "stalled":
      return `${title}: validation loss is lowest at epoch ${departure.epoch} (${loss(departure.validationLoss)}), and train loss has not fallen since either: the training stands still or is unstable.`;
    case "unknown":
      return `${title}: too few epochs with finite losses to say.`;
  }
}

function gap(epochs: readonly EpochFigures[]): string[] {
  const last = epochs.at(-1);
  if (!last || epochs.length < 2) return [];
  const difference = last.trainAccuracy - last.validationAccuracy;
  const crossed = epochs.find(({ trainAccuracy, validationAccuracy }) => trainAccuracy > validationAccuracy);
  const ends = `It ends at ${percent(last.trainAccuracy)} in training and ${percent(last.validationAccuracy)} in validation, ${points(difference)} apart`;
  return [crossed && difference > 0 ? `${ends}; training is first ahead at epoch ${crossed.epoch}.` : `${ends}.`];
}
