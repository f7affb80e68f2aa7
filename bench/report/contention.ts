/** How much longer than it computes a busy loop takes: 1 on a quiet machine, 3 where three programs share its processor. */
const LOOP_MS = 150;

export function measureContention(): number {
  const started = performance.now();
  const before = process.cpuUsage();
  let computed = 0;
  while (computed < LOOP_MS) {
    for (let i = 0; i < 1e5; i++) Math.sqrt(i);
    const { user, system } = process.cpuUsage(before);
    computed = (user + system) / 1000;
  }
  return (performance.now() - started) / computed;
}
