/** The first `limit` characters of a text from outside, without what PostgreSQL's jsonb refuses: \0 and halves of pairs. */
export const storableText = (text: string, limit: number): string =>
  text.replaceAll("\0", "").slice(0, limit).toWellFormed();
