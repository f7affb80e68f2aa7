import { describe, expect, it } from "vitest";
import { startSearch, type TypedSearch, toSend, withSent, withValue } from "./typed-search.ts";

const typed = (search: TypedSearch, text: string): TypedSearch => ({ ...search, text });
/** Types, and rests for long enough. */
const rested = (search: TypedSearch, text: string) => withSent(typed(search, text), text.trim());

describe("a search that is typed", () => {
  it("is sent once it differs from the address, without the blanks around it", () => {
    expect(toSend(startSearch("ada"))).toBeNull();
    expect(toSend(typed(startSearch("ada"), "ada "))).toBeNull();
    expect(toSend(typed(startSearch("ada"), " ada l"))).toBe("ada l");
    expect(toSend(rested(startSearch(""), "ada"))).toBeNull();
  });

  it("keeps a letter that is typed before the router has answered", () => {
    const later = withValue(typed(rested(startSearch(""), "ad"), "ada"), "ad");
    expect(later.text).toBe("ada");
    expect(toSend(later)).toBe("ada");
  });

  it("keeps the blank before the next word", () => {
    expect(withValue(rested(startSearch(""), "ada "), "ada").text).toBe("ada ");
  });

  it("keeps the latest of several that are on their way, whichever of them come back", () => {
    const both = rested(rested(startSearch(""), "a"), "ad");
    expect(withValue(withValue(both, "a"), "ad")).toEqual({ text: "ad", value: "ad", sent: [] });
    expect(withValue(both, "ad")).toEqual({ text: "ad", value: "ad", sent: [] });
  });

  it("gives way to an address that changed by itself", () => {
    expect(withValue(typed(rested(startSearch("old"), "ad"), "ada"), "")).toEqual(startSearch(""));
    const arrived = withValue(rested(startSearch(""), "ad"), "ad");
    expect(withValue(withValue(arrived, ""), "ad").text).toBe("ad");
  });
});
