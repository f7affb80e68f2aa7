import { expect, type Page } from "@playwright/test";

export type SweepOptions = { name: string; epochs: number };

/** Launches the three learning rates that the form begins with on 500 images, and waits for the sweep's page; returns its id. */
export async function launchSweep(page: Page, { name, epochs }: SweepOptions): Promise<string> {
  await page.goto("/sweeps/new?preset=scratch");
  const field = page.getByLabel("Name", { exact: true });
  // Fields wait for the page's code, so that nothing typed early is lost.
  await expect(field).toBeEnabled();
  await field.fill(name);
  await page.getByLabel("Epochs", { exact: true }).fill(String(epochs));
  await page.getByLabel("Training images", { exact: true }).fill("500");
  await page.getByRole("button", { name: "Launch 3 runs" }).click();
  await page.waitForURL(/\/sweeps\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** The state in the head of the sweep whose page is shown. */
export const sweepState = (page: Page, state: string) =>
  page.getByRole("main").locator(".facts .status").getByText(state, { exact: true });
