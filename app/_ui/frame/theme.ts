/**
 * The theme is a cookie, not a stored value: the server writes it into the first byte of the page, so nothing flashes
 * and no script has to run before the first paint.
 */

export const THEME_COOKIE = "theme";
export type ThemeChoice = "system" | "light" | "dark";

/** What a cookie's value means; anything unknown follows the system. */
export const parseTheme = (value: string | undefined): ThemeChoice =>
  value === "light" || value === "dark" ? value : "system";

/** For `data-theme` on the root element; absent, the system decides. */
export const themeAttribute = (choice: ThemeChoice): "light" | "dark" | undefined =>
  choice === "system" ? undefined : choice;

const YEAR = 365 * 86_400;

/** Applies a theme at once and remembers it in this browser. */
export function chooseTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  const attribute = themeAttribute(choice);
  if (attribute) root.dataset.theme = attribute;
  else delete root.dataset.theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${THEME_COOKIE}=${attribute ?? ""}; path=/; max-age=${attribute ? YEAR : 0}; samesite=lax`;
}
