/** What the classify page shows as the network's view: the numbers themselves. */
import { expect, type Page } from "@playwright/test";

/** Red, green and blue of each pixel of the network's view, row by row. */
export async function networkView(page: Page): Promise<number[]> {
  const canvas = page.getByRole("img", { name: "What the network sees" }).first();
  await expect(canvas).toBeVisible();
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { data = [] } = element.getContext("2d")?.getImageData(0, 0, element.width, element.height) ?? {};
    return [...data].filter((_, i) => i % 4 !== 3);
  });
}

/** The red of one pixel of the network's view, of 32 × 32. */
export const toneAt = (view: readonly number[], row: number, column: number): number =>
  view[(row * 32 + column) * 3] ?? -1;

/** Chooses files with the studio's file button. */
export const chooseFiles = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator("input[type=file]").first().setInputFiles(files);
