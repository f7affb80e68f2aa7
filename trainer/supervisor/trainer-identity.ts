import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** This trainer's id, the same after every restart: kept in `<home>/trainer-id`, made at the first start. */
export async function trainerIdentity(home: string): Promise<string> {
  const file = join(home, "trainer-id");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text !== null) {
    const id = z.uuid().safeParse(text.trim());
    if (id.success) return id.data;
    throw new Error(`${file} holds no id; remove it, and this trainer becomes a new one.`);
  }
  const id = randomUUID();
  await mkdir(home, { recursive: true });
  await writeFile(file, `${id}\n`);
  return id;
}
