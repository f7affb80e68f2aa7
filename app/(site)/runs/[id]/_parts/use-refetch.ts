import { useEffect, useRef } from "react";

/** Reads again whenever `version` has changed since what is there was read. */
export function useRefetch(refetch: () => unknown, version: unknown, ready: boolean): void {
  const read = useRef(version);
  useEffect(() => {
    if (!ready || read.current === version) return;
    read.current = version;
    refetch();
  }, [refetch, version, ready]);
}
