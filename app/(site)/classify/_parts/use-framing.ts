"use client";
import { useCallback, useEffect, useState } from "react";
import { FRAMINGS, type Framing } from "../../../_inference/framing.ts";
import { readStored, writeStored } from "../../../_ui/browser-storage.ts";

const KEY = "cultivar.framing";

/** Whether networks see a square of the picture or all of it; remembered in this browser. */
export function useFraming(): [Framing, (framing: Framing) => void] {
  const [framing, setFraming] = useState<Framing>("crop");
  // After the first paint: the server does not know it.
  useEffect(() => {
    const stored = readStored(KEY);
    const known = FRAMINGS.find((name) => name === stored);
    if (known) setFraming(known);
  }, []);
  const choose = useCallback((next: Framing) => {
    setFraming(next);
    writeStored(KEY, next);
  }, []);
  return [framing, choose];
}
