/**
 * What stands in a search field beside what its address searches for. The address follows once the fingers rest, and comes
 * back through the router a moment later; what was typed in between must stay.
 */
export type TypedSearch = {
  text: string;
  /** What the address searches for, as far as it has come back. */
  value: string;
  /** What was sent into the address and has not come back yet, the oldest first. */
  sent: readonly string[];
};

export const startSearch = (value: string): TypedSearch => ({ text: value, value, sent: [] });

/** What has to be sent into the address; null when it has that, or is getting it. */
export function toSend({ text, value, sent }: TypedSearch): string | null {
  const wanted = text.trim();
  return wanted === (sent.at(-1) ?? value) ? null : wanted;
}

export const withSent = (search: TypedSearch, text: string): TypedSearch => ({
  ...search,
  sent: [...search.sent, text],
});

/** The address has another search: one that was sent from here leaves the field alone, any other replaces what is in it. */
export function withValue(search: TypedSearch, value: string): TypedSearch {
  if (value === search.value) return search;
  const place = search.sent.indexOf(value);
  // The router may leave out some on its way to the latest.
  return place < 0 ? startSearch(value) : { ...search, value, sent: search.sent.slice(place + 1) };
}
