/** The query of a page's address; of what is given twice, nothing. */
export const toQuery = (given: Record<string, string | string[] | undefined>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(given).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
