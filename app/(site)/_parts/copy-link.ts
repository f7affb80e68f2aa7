import { showToast } from "../../_ui/toast.tsx";

/**
 * Puts the address of what is shown onto the clipboard, and says so.
 *
 * @param done what is said then
 */
export async function copyLink(done = "Copied the link"): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    showToast(done);
  } catch {
    // Without a secure connection, or when the person forbids it.
    showToast("This browser does not allow copying. The address bar has the link.", { tone: "bad" });
  }
}
