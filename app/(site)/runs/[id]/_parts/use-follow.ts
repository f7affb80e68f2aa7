import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** Closer to the end than this, in pixels, is at the end. */
const AT_END = 24;

export type Follow = {
  /** The element that scrolls, and the one in it that grows. */
  box: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  following: boolean;
  follow: () => void;
  release: () => void;
};

/** Keeps the end of growing content in sight, until one scrolls up; scrolling back to the end takes it up again. */
export function useFollow(initially: boolean): Follow {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(initially);

  const toEnd = useCallback(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);

  useEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (!outer || !inner) return;
    let top = outer.scrollTop;
    // Growing content moves nothing up: only a person does.
    const onScroll = () => {
      const left = outer.scrollHeight - outer.clientHeight - outer.scrollTop;
      if (outer.scrollTop < top && left > AT_END) setFollowing(false);
      else if (outer.scrollTop > top && left <= AT_END) setFollowing(true);
      top = outer.scrollTop;
    };
    outer.addEventListener("scroll", onScroll, { passive: true });
    return () => outer.removeEventListener("scroll", onScroll);
  }, []);

  useEffect(() => {
    if (!following || !content.current) return;
    toEnd();
    const observer = new ResizeObserver(toEnd);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [following, toEnd]);

  return {
    box,
    content,
    following,
    follow: useCallback(() => setFollowing(true), []),
    release: useCallback(() => setFollowing(false), []),
  };
}
