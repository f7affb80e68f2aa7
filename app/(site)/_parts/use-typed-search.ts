import { useEffect, useState } from "react";
import { startSearch, toSend, withSent, withValue } from "../_view/typed-search.ts";

const REST_MS = 250;

/**
 * The text of a search field whose search stands in the address, and a way to change it.
 *
 * @param value what the address searches for
 * @param onSearch called with what to search for, once the fingers rest
 */
export function useTypedSearch(value: string, onSearch: (text: string) => void): [string, (text: string) => void] {
  const [search, setSearch] = useState(() => startSearch(value));
  useEffect(() => setSearch((now) => withValue(now, value)), [value]);
  const next = toSend(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(() => {
      setSearch((now) => withSent(now, next));
      onSearch(next);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [next]);
  return [search.text, (text) => setSearch((now) => ({ ...now, text }))];
}
