/** HTML as text in which whatever is put in is escaped, unless it is markup itself. */

/** Text that is HTML already. Made by `html` alone. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | false | readonly Part[];

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Safe between tags and within quoted attributes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const written = (part: Part): string => {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return escapeHtml(String(part));
};

/** Markup from a template; arrays are joined, null and false are left out. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(
    template.reduce((text, fixed, i) => text + fixed + (i < parts.length ? written(parts[i] ?? null) : ""), ""),
  );
