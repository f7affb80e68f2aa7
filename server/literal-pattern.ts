/** Text for a LIKE in which % and _ mean themselves; Prisma's `contains` and the like pass them on as they are. */
export const literalPattern = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
