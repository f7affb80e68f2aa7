/** @returns tells how long ago this was called: `0.03 s`, `1.2 s`, `75 s` */
export function stopwatch(): () => string {
  const started = performance.now();
  return () => {
    const seconds = (performance.now() - started) / 1000;
    return `${seconds < 9.95 ? Number(seconds.toPrecision(2)) : Math.round(seconds)} s`;
  };
}
