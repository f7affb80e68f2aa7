/** A model at work within a page of somebody else's: the address of its frame, and the code that shows it. */
import { versionPath } from "../collections/version-names.ts";
import { escapeMarkup } from "../text/escape-markup.ts";

/** @param token of a shared link, for a model that is not public */
export const embedPath = (modelId: string, token: string | null): string =>
  `/embed/${modelId}${token === null ? "" : `?share=${token}`}`;

/** Of the frame of whichever version a name stands for when somebody opens it. */
export const versionEmbedPath = (collectionId: string, name: string): string =>
  `/embed${versionPath(collectionId, name)}`;

/**
 * An HTML element that shows a model in any page.
 *
 * @param address of the frame, with the site that it is on
 * @param modelName its own, or that of its collection
 */
export const embedCode = (address: string, modelName: string): string => `<iframe
  src="${escapeMarkup(address)}"
  title="${escapeMarkup(modelName)}, an image classifier"
  width="360" height="500" loading="lazy"
  style="box-sizing: border-box; max-width: 100%; border: 1px solid #8886; border-radius: 10px"
></iframe>
`;
