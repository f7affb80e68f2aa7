import { expect, type Page } from "@playwright/test";

export type LaunchOptions = {
  preset: "scratch" | "deeper";
  name: string;
  epochs: number;
  /** Trains on the first so many images of the split; all where it is left out. */
  images?: number;
  seed?: number;
  learningRate?: number;
};

/** Launches a run through the form and waits for its page; returns the run's id. */
export async function launch(
  page: Page,
  { preset, name, epochs, images, seed, learningRate }: LaunchOptions,
): Promise<string> {
  await page.goto(`/experiments/new?preset=${preset}`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  if (images !== undefined) {
    await page.getByRole("button", { name: "The first" }).click();
    await page.getByLabel("Number of training images").fill(String(images));
  }
  await page.getByLabel("Epochs").fill(String(epochs));
  if (seed !== undefined) await page.getByLabel("Seed", { exact: true }).fill(String(seed));
  if (learningRate !== undefined) await page.getByLabel("Learning rate").fill(String(learningRate));
  await page.getByRole("button", { name: "Launch run" }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** The state of the run whose page is shown. */
export const runState = (page: Page, state: string) =>
  page.getByRole("main").locator(".status").getByText(state, { exact: true }).first();
