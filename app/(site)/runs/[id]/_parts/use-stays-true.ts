import { useEffect, useState } from "react";

/** True once `condition` has held for `ms` without a break: a short interruption is not worth a word. */
export function useStaysTrue(condition: boolean, ms: number): boolean {
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setStayed(true), ms);
    return () => {
      clearTimeout(timer);
      setStayed(false);
    };
  }, [condition, ms]);
  return stayed;
}
