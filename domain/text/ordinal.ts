const RULES = new Intl.PluralRules("en", { type: "ordinal" });
const SUFFIX: Record<string, string> = { one: "st", two: "nd", few: "rd" };

/** `1st`, `2nd`, `13th`. */
export const ordinal = (n: number): string => `${n}${SUFFIX[RULES.select(n)] ?? "th"}`;
