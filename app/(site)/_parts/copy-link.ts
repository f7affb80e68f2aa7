import { showToast } from "../../_ui/toast.tsx";

/** Puts the address of what is shown onto the clipboard, and says so. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    showToast("Copied the link");
  } catch {
    // Without a secure connection, or when the person forbids it.
    showToast("This browser does not allow copying. The address bar has the link.", { tone: "bad" });
  }
}
