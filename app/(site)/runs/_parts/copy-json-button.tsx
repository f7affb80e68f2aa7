"use client";
import { IconButton } from "../../../_ui/button.tsx";
import { copyText } from "../../_parts/copy-text.ts";

/** Copies `value` as indented JSON. */
export function CopyJsonButton({ value, label }: { value: unknown; label: string }) {
  return (
    <IconButton icon="copy" label={label} onClick={() => copyText(JSON.stringify(value, null, 2), "Copied as JSON")} />
  );
}
