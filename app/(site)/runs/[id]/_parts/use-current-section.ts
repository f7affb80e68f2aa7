import { useEffect, useState } from "react";

/** A section is the current one from when its head has come this near to the top of the window, in pixels. */
const NEAR_TOP = 140;

/** Which of the sections with these ids is being read; the first before one has been reached. */
export function useCurrentSection(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const list = ids.join(" ");
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      const tops = list.split(" ").map((id) => ({
        id,
        top: document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY,
      }));
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
      // The last sections may be too short to come near the top; the one that was asked for is the one then.
      const asked = tops.find(({ id, top }) => `#${id}` === window.location.hash && top < window.innerHeight);
      const reached = tops.findLast(({ top }) => top <= NEAR_TOP) ?? tops[0];
      setCurrent((atEnd ? (asked ?? reached) : reached)?.id);
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(read);
    };
    read();
    window.addEventListener("scroll", schedule, { passive: true });
    window.addEventListener("resize", schedule);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", schedule);
      window.removeEventListener("resize", schedule);
    };
  }, [list]);
  return current;
}
