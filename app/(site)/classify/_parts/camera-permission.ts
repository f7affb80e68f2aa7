/**
 * Only the studio's own document may ask for the camera. Who came here from another page of this site still has that page's
 * document: it has to be loaded anew first, and a note in this tab says that the camera was asked for.
 */
const KEY = "cultivar.camera";

type PolicyDocument = Document & { featurePolicy?: { allowsFeature(name: string): boolean } };

/** Whether this document may ask. Browsers that do not tell do not forbid either. */
export const mayAskForCamera = (): boolean =>
  (document as PolicyDocument).featurePolicy?.allowsFeature("camera") ?? true;

/** Loads the page anew, to go on with the camera. */
export function reloadForCamera(): void {
  sessionStorage.setItem(KEY, "wanted");
  window.location.reload();
}

/** Whether the page was loaded anew for the camera; tells it once. */
export function cameraWasWanted(): boolean {
  try {
    const wanted = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return wanted;
  } catch {
    return false;
  }
}
