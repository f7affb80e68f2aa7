import { showToast } from "../../_ui/toast.tsx";

/** Puts `text` into the clipboard and says so, or says why it could not. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(done);
  } catch {
    // Browsers offer the clipboard to pages over HTTPS or from this machine only.
    showToast("This browser does not let the page copy; open it over HTTPS", { tone: "bad" });
  }
}
