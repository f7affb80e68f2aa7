import { open } from "node:fs/promises";

/** New names are safe when their folder is on the disk, too. Windows cannot do that and needs not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(/* turbopackIgnore: true */ folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
