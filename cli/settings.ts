/** Which site and which token: from the environment, or from the file that `cultivar login` writes. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CommandError, EXIT } from "./exit-codes.ts";

export const DEFAULT_URL = "http://localhost:3000";

export type Settings = { url: string; token: string };

const kept = z.object({ url: z.string(), token: z.string() });

/** In the user's own folder for settings, as each system has it. */
function settingsFile({ XDG_CONFIG_HOME, APPDATA }: NodeJS.ProcessEnv): string {
  const folder = XDG_CONFIG_HOME || (process.platform === "win32" && APPDATA ? APPDATA : join(homedir(), ".config"));
  return join(folder, "cultivar", "settings.json");
}

/** @throws CommandError when nobody has logged in, or to another site: a token is sent to its own alone */
export async function readSettings(env: NodeJS.ProcessEnv): Promise<Settings> {
  const file = env.CULTIVAR_TOKEN ? null : await readFileSettings(settingsFile(env));
  const url = siteAddress(env.CULTIVAR_URL || file?.url || DEFAULT_URL);
  const token = env.CULTIVAR_TOKEN || file?.token;
  if (file && file.url !== url) {
    throw new CommandError(
      `The token that is kept is for ${file.url}. Log in to ${url}, or set CULTIVAR_TOKEN.`,
      EXIT.token,
    );
  }
  if (!token) {
    throw new CommandError(
      "There is no token. Make one on the account page of the site, then run cultivar login, or set CULTIVAR_TOKEN.",
      EXIT.token,
    );
  }
  return { url, token };
}

/** Whole or not at all, and for the user alone. */
export async function writeSettings(env: NodeJS.ProcessEnv, settings: Settings): Promise<string> {
  const file = settingsFile(env);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  // A file that was left there by an interrupted login keeps its own mode.
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return file;
}

export const removeSettings = (env: NodeJS.ProcessEnv): Promise<void> => rm(settingsFile(env), { force: true });

/** @throws CommandError when it is no address of a site */
export function siteAddress(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new CommandError(`"${text}" is no address of a site; write it as in https://cultivar.example.org.`, EXIT.usage);
}

async function readFileSettings(file: string): Promise<Settings | null> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new CommandError(`${file} cannot be read: ${error.message}`);
  });
  if (text === null) return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    throw new CommandError(`${file} is damaged. Run cultivar login again.`, EXIT.token);
  }
}
