import { type RefObject, useEffect, useRef, useState } from "react";

/** How far outside the window something may be and still count as near. */
const MARGIN = "480px";

/** True once the element has been near the window: what is costly to show waits for that. */
export function useNearViewport<T extends Element>(): [RefObject<T | null>, boolean] {
  const element = useRef<T>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!element.current || near) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [near]);
  return [element, near];
}
