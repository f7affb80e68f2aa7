/**
 * MT19937 (Matsumoto and Nishimura, 1998), seeded by `init_genrand` as numpy's legacy `RandomState(seed)` does for an
 * integer. Only for agreeing with numpy; everything else draws from `random.ts`.
 */
const N = 624;
const M = 397;

export class MersenneTwister {
  readonly #state = new Uint32Array(N);
  #position = N;

  /** @param seed whole number from 0 to 2^32 - 1 */
  constructor(seed: number) {
    this.#state[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = this.#at(i - 1);
      this.#state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  nextUint32(): number {
    if (this.#position === N) this.#twist();
    let y = this.#at(this.#position++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #twist(): void {
    for (let i = 0; i < N; i++) {
      const y = (this.#at(i) & 0x80000000) | (this.#at((i + 1) % N) & 0x7fffffff);
      this.#state[i] = this.#at((i + M) % N) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }

  #at(index: number): number {
    return this.#state[index] ?? 0;
  }
}
