/** What is asked for of some runs: in an order of its own, so that moving one asks for nothing. */
export const comparisonInput = (ids: readonly string[]) => ({ ids: [...ids].sort() });
