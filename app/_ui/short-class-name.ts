const SHORT_NAMES: Record<string, string> = { airplane: "plane", automobile: "auto" };

/** A name of a class that fits above a column, where there is a shorter one. */
export const shortClassName = (name: string): string | undefined => SHORT_NAMES[name];
