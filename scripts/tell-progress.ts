/** Milliseconds between two lines. */
const INTERVAL = 2_000;

/** Says on stderr how far something is, every other second. */
export function tellProgress(what: string): (done: number, all: number) => void {
  let toldAt = performance.now();
  return (done, all) => {
    if (performance.now() - toldAt < INTERVAL) return;
    toldAt = performance.now();
    console.error(`${what}: ${done} of ${all}`);
  };
}
