/** 97.5 % quantile of the standard normal distribution: 95 % lie within ± this. */
export const Z = 1.959963984540054;

/**
 * Half the width of the 95 % interval of an accuracy measured on `count` images, by Wilson's score method (Wilson, 1927),
 * which stays sensible for few images and near 0 and 1. A fraction, as the accuracy is.
 */
export function accuracyInterval(accuracy: number, count: number): number {
  const variance = (accuracy * (1 - accuracy)) / count + Z ** 2 / (4 * count ** 2);
  return (Z * Math.sqrt(variance)) / (1 + Z ** 2 / count);
}
