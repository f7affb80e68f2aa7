/**
 * The order of a round: reversed in every other one, so that what changes slowly (load, temperature) hits all alike.
 *
 * @param round counts from 0
 */
export const balancedOrder = <T>(items: readonly T[], round: number): T[] =>
  round % 2 === 0 ? [...items] : items.toReversed();
