import { mkdir, rename, rm } from "node:fs/promises";

/**
 * Makes a folder, whole or not at all, in place of any that is there.
 *
 * @param write puts everything into the temporary folder that it is given
 * @param isReady whether another process has made the folder meanwhile; then theirs stays
 */
export async function writeFolder(
  target: string,
  write: (temporary: string) => Promise<void>,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const temporary = `${target}.${process.pid}.new`;
  await mkdir(temporary, { recursive: true });
  try {
    await write(temporary);
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target).catch(async (error) => {
      // Another process may have been faster.
      if (!(await isReady())) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
