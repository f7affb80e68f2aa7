import { saveFile } from "./save-file.ts";

const TYPES = { txt: "text/plain", csv: "text/csv", json: "application/json", svg: "image/svg+xml" } as const;

/** Hands text over to the browser's downloads; `name` is without its extension. */
export function saveText(text: string, name: string, extension: keyof typeof TYPES): void {
  saveFile(new Blob([text], { type: `${TYPES[extension]};charset=utf-8` }), `${name}.${extension}`);
}
