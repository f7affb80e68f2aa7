import { COLLECTION_LIMITS } from "../limits.ts";
import { visibleText } from "../text/visible-text.ts";

/** What a collection is called. Its owner has no other of that name; its address does not have it. */
export const collectionName = visibleText(
  "A name",
  { min: 1, max: COLLECTION_LIMITS.name },
  "Give the collection a name.",
);
