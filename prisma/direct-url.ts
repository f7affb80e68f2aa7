import { isPooled } from "./session.ts";

/**
 * The address of the database itself, past any pooler: DIRECT_DATABASE_URL, or else DATABASE_URL.
 *
 * @param need what a pooler does not give, as the beginning of a sentence
 * @throws Error when there is none
 */
export function directUrl(need: string, env: NodeJS.ProcessEnv = process.env): string {
  const url = env.DIRECT_DATABASE_URL || env.DATABASE_URL;
  if (!url) {
    throw new Error(
      "Neither DIRECT_DATABASE_URL nor DATABASE_URL is set: name the database, as in postgresql://user:password@host:5432/name.",
    );
  }
  if (isPooled(url)) {
    throw new Error(`${need}, which a pooler does not give: let DIRECT_DATABASE_URL name the database itself.`);
  }
  return url;
}
