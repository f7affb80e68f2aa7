/** Hands a file over to the browser's downloads, under a name without what file systems do not take. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim();
  link.click();
  // Not at once: the download begins after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
