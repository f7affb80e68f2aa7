/** How pages and workers say by what shared link they ask: some files are for its holders alone. */
import { SHARE_HEADER } from "#domain/shares/share-header";
import { shareTokenOf } from "#domain/shares/share-token-of";

/** The token of the link by which this page is looked at; null where there is none, and outside pages. */
export const pageShare = (): string | null => (globalThis.location ? shareTokenOf(globalThis.location) : null);

export const shareHeader = (token: string | null | undefined): Record<string, string> =>
  token ? { [SHARE_HEADER]: token } : {};
