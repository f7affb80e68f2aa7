"use client";
import { IconButton } from "../../../_ui/button.tsx";
import { showToast } from "../../../_ui/toast.tsx";

/** Copies `value` as indented JSON. */
export function CopyJsonButton({ value, label }: { value: unknown; label: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
      showToast("Copied as JSON");
    } catch {
      // Browsers offer the clipboard to pages over HTTPS or from this machine only.
      showToast("This browser does not let the page copy; open it over HTTPS", { tone: "bad" });
    }
  };
  return <IconButton icon="copy" label={label} onClick={copy} />;
}
