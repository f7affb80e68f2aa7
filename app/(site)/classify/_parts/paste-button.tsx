"use client";
import { Button } from "../../../_ui/button.tsx";

type PasteButtonProps = { onFile: (file: Blob) => void; onProblem: (message: string) => void; className?: string };

/** Takes a picture from the clipboard. Browsers ask the person first; where they refuse, Ctrl V still works. */
export function PasteButton({ onFile, onProblem, className }: PasteButtonProps) {
  const paste = async () => {
    let items: ClipboardItem[];
    try {
      items = await navigator.clipboard.read();
    } catch {
      onProblem("This browser does not let the page read the clipboard. Press Ctrl V or ⌘ V instead.");
      return;
    }
    for (const item of items) {
      const type = item.types.find((name) => name.startsWith("image/"));
      if (type) {
        onFile(await item.getType(type));
        return;
      }
    }
    onProblem("There is no picture in the clipboard. Copy one first, then paste it.");
  };
  return (
    <Button icon="clipboard" className={className} onClick={paste}>
      Paste
    </Button>
  );
}
