/** The page that an address asks for; the first where it asks for none that can be. */
export function pageOf(value: string | string[] | undefined): number {
  const page = typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : 1;
  return Math.max(page, 1);
}
