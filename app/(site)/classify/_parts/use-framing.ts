"use client";
import { useCallback, useEffect, useState } from "react";
import { FRAMINGS, type Framing } from "../../../_inference/framing.ts";

const KEY = "cultivar.framing";

/** A browser may refuse storage; the choice then lasts as long as the page. */
function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** Whether networks see a square of the picture or all of it; remembered in this browser. */
export function useFraming(): [Framing, (framing: Framing) => void] {
  const [framing, setFraming] = useState<Framing>("crop");
  // After the first paint: the server does not know it.
  useEffect(() => {
    const stored = attempt(() => localStorage.getItem(KEY));
    const known = FRAMINGS.find((name) => name === stored);
    if (known) setFraming(known);
  }, []);
  const choose = useCallback((next: Framing) => {
    setFraming(next);
    attempt(() => localStorage.setItem(KEY, next));
  }, []);
  return [framing, choose];
}
