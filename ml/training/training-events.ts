/** What a training reports. Epochs count from 1; accuracies are fractions, losses means in nats. */
export type TrainingEvent =
  /**
   * After one batch or a few. `step` is batches done of the epoch; loss and accuracy are means over the epoch so far,
   * with dropout on, as Keras reports them. A loss that is not finite is the last event but the error.
   */
  | {
      type: "batch";
      epoch: number;
      step: number;
      stepsPerEpoch: number;
      loss: number;
      accuracy: number;
      imagesPerSecond: number;
      /** Of the batches since the event before alone. */
      since: BatchSums;
    }
  /** Now and then in the validation that ends an epoch. */
  | { type: "validation"; epoch: number; done: number; count: number }
  | {
      type: "epoch";
      epoch: number;
      trainLoss: number;
      trainAccuracy: number;
      validationLoss: number;
      validationAccuracy: number;
      /** Training and validation of this epoch. */
      seconds: number;
      /** Of the training alone. */
      imagesPerSecond: number;
    };

/** Over images: the sum of their losses, and how many were answered right. */
export type BatchSums = { loss: number; correct: number; images: number };
