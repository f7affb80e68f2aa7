/** Draws one chart per frame, so that a page with many stays responsive while they appear. */
const waiting = new Set<() => void>();
let scheduled = false;

/** @returns a function that takes the drawing back, if it has not been done */
export function drawSoon(draw: () => void): () => void {
  waiting.add(draw);
  schedule();
  return () => waiting.delete(draw);
}

function schedule(): void {
  if (scheduled || waiting.size === 0) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const [draw] = waiting;
    if (draw) {
      waiting.delete(draw);
      draw();
    }
    schedule();
  });
}
