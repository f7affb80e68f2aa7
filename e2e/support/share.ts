import { expect, type Page } from "@playwright/test";

/** Shares what the page shows; returns the address of the link. */
export async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Make a link and copy it" }).click();
  const link = await page.getByRole("textbox", { name: "Address of the link" }).inputValue();
  expect(new URL(link).pathname).toMatch(/^\/s\/[\w-]{43}$/);
  return link;
}
