import { philoxInts } from "#domain/random/philox";

/** Random choices that a seed determines. */
export class SeededRandom {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** At least `low`, less than `high`. */
  between(low: number, high: number): number {
    const [bits = 0] = philoxInts([this.#seed, this.#drawn++], 1);
    return low + ((bits >>> 0) / 2 ** 32) * (high - low);
  }

  /** One of `choices`, each as often as its weight says. */
  pick<T>(choices: readonly T[], weightOf: (choice: T) => number = () => 1): T | undefined {
    let left = this.between(
      0,
      choices.reduce((sum, choice) => sum + weightOf(choice), 0),
    );
    return choices.find((choice) => {
      left -= weightOf(choice);
      return left < 0;
    });
  }
}
