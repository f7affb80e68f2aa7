"use client";
import { Button } from "../../../_ui/button.tsx";

type PasteButtonProps = { onFiles: (files: File[]) => void; onProblem: (message: string) => void; className?: string };

/** Takes the pictures of the clipboard. Browsers ask the person first; where they refuse, Ctrl V still works. */
export function PasteButton({ onFiles, onProblem, className }: PasteButtonProps) {
  const paste = async () => {
    let items: ClipboardItem[];
    try {
      items = await navigator.clipboard.read();
    } catch {
      onProblem("This browser does not let the page read the clipboard. Press Ctrl V or ⌘ V instead.");
      return;
    }
    const files: File[] = [];
    for (const item of items) {
      const type = item.types.find((name) => name.startsWith("image/"));
      if (type) files.push(new File([await item.getType(type)], `pasted picture ${files.length + 1}`, { type }));
    }
    if (files.length > 0) onFiles(files);
    else onProblem("There is no picture in the clipboard. Copy one first, then paste it.");
  };
  return (
    <Button icon="clipboard" className={className} onClick={paste}>
      Paste
    </Button>
  );
}
