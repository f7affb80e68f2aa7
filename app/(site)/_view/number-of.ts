/** The number that a text means; nothing and nonsense are no number, which the schema then says. */
export const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));
