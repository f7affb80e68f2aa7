import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { TOKEN_FORMAT } from "#domain/tokens/token-format";
import { Client } from "../client.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { DEFAULT_URL, siteAddress, writeSettings } from "../settings.ts";
import { printJson, say } from "../terminal.ts";

/** Asks for a token, which is not shown, or reads it from standard input; keeps it once the site knows it. */
export async function login({ url = DEFAULT_URL, json = false }: { url?: string; json?: boolean }): Promise<void> {
  const settings = { url: siteAddress(url), token: (await readToken(settingsPage(url))).trim() };
  if (!TOKEN_FORMAT.test(settings.token)) {
    throw new CommandError(
      "That is no token: it begins with cultivar_ and has 49 letters and digits more.",
      EXIT.usage,
    );
  }
  if (isReadableOnTheWay(settings.url)) say("Warning: without HTTPS whoever is on the way can read the token.");
  const known = await new Client(settings).call("getToken", {});
  const file = await writeSettings(process.env, settings);
  if (json) printJson({ url: settings.url, ...known });
  else
    say(
      `Hello ${known.owner}. The token "${known.name}" is kept in ${file}; it expires ${known.expiresAt.slice(0, 10)}.`,
    );
}

const settingsPage = (url: string): string => new URL("/account", siteAddress(url)).href;

const isReadableOnTheWay = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\..*|\[::1\])$/.test(hostname);
};

async function readToken(page: string): Promise<string> {
  if (!process.stdin.isTTY) return readAll(process.stdin);
  say(`Make a token at ${page} and paste it here; it is not shown.`);
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: hidden, terminal: true });
  const interrupted = new AbortController();
  asking.once("SIGINT", () => interrupted.abort());
  try {
    return await asking.question("", { signal: interrupted.signal });
  } catch {
    throw new CommandError("Nothing was kept.", EXIT.interrupted);
  } finally {
    asking.close();
  }
}
