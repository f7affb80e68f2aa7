/** HTML as text in which whatever is put in is escaped, unless it is markup itself. */
import { escapeMarkup } from "#domain/text/escape-markup";

/** Text that is HTML already. Made by `html` alone. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | false | readonly Part[];

const written = (part: Part): string => {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return escapeMarkup(String(part));
};

/** Markup from a template; arrays are joined, null and false are left out. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(
    template.reduce((text, fixed, i) => text + fixed + (i < parts.length ? written(parts[i] ?? null) : ""), ""),
  );
