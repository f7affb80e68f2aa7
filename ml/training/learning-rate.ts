/** The learning rate of an update, by the arithmetic with which the launch form draws it. */
export { cosineDecay, exponentialDecay, learningRateAt, type TrainingLength } from "#domain/experiments/learning-rate";
