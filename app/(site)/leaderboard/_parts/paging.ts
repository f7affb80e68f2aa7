export const PAGE_SIZE = 50;

/** The page that an address asks for, from 1; anything else is the first. */
export function pageNumber(asked: string | string[] | undefined): number {
  const page = typeof asked === "string" && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
  return Math.max(1, page);
}

/** The first and last row of a page, counted from 1. */
export const rowsOn = (page: number, total: number) => ({
  first: (page - 1) * PAGE_SIZE + 1,
  last: Math.min(page * PAGE_SIZE, total),
});
