/** Why there is no picture from the camera, and what to do: shown as it is. */
export function cameraProblem(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "The camera was refused. Allow it beside the address of this page, then turn it on again.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera was found. Connect one and turn it on again, or choose a file.";
    case "NotReadableError":
    case "AbortError":
      return "The camera is in use by another program. Close that and turn the camera on again.";
    default:
      return "The camera could not be started. Turn it on again, or choose a file.";
  }
}

export const INSECURE_PAGE = "Browsers give the camera to secure pages only: open this site by https, or on localhost.";
export const UNPLUGGED = "The camera was disconnected. Connect it and turn it on again.";
export const HIDDEN = "The camera was turned off while this page was out of sight.";
