/** Many pictures at once: each is read and answered, sorted, opened, removed and saved, and none stops the others. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { drawnJpeg } from "./support/drawn-pictures.ts";
import { chooseFiles, networkView } from "./support/network-view.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

const sheet = (page: Page) => page.getByRole("region", { name: "Contact sheet" });
const tiles = (page: Page) => sheet(page).locator("[data-tile]");
const names = async (page: Page) =>
  (await tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute("aria-label") ?? ""))).map(
    (label) => label.split(". ")[0],
  );
/** Class and per cent of each tile, in the order of the page. */
const said = async (page: Page) =>
  (await tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute("aria-label") ?? ""))).flatMap(
    (label) => {
      const [, name, share] = /: ([a-z]+) ([\d.]+)\s%$/.exec(label) ?? [];
      return name ? [{ name, share: Number(share) }] : [];
    },
  );

async function openStudio(page: Page): Promise<string> {
  const { id, name } = await publishedModel(page);
  await page.goto(`/classify?model=${id}`);
  await expect(page.locator("[data-golden-difference]")).toBeVisible({ timeout: 60_000 });
  return name;
}

/** Five pictures of the test set and two files that cannot be read. */
async function sevenFiles() {
  const good = await Promise.all([12, 3, 25, 8, 17].map(testPicture));
  const cut = drawnJpeg({ columns: 8, rows: 8, tone: () => 9 }).subarray(0, 40);
  const broken = { name: "broken.jpg", mimeType: "image/jpeg", buffer: cut };
  const phone = {
    name: "phone.heic",
    mimeType: "image/heic",
    buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"),
  };
  return [broken, ...good.slice(0, 3), phone, ...good.slice(3)];
}

test("many pictures are answered side by side, and a broken one says why in its place", async ({ page }) => {
  await openStudio(page);
  await chooseFiles(page, await sevenFiles());
  await expect(sheet(page).getByRole("heading", { name: "7 pictures" })).toBeVisible();
  await expect.poll(() => said(page)).toHaveLength(5);
  await expect(sheet(page).getByRole("progressbar")).toHaveCount(0);
  await expect(sheet(page).getByRole("button", { name: /^broken\.jpg\. .*damaged/ })).toBeVisible();
  await expect(sheet(page).getByRole("button", { name: /^phone\.heic\. .*HEIC.*Save it as JPEG/ })).toBeVisible();
  expect(await names(page)).toEqual([
    "broken.jpg",
    "test-12.png",
    "test-3.png",
    "test-25.png",
    "phone.heic",
    "test-8.png",
    "test-17.png",
  ]);

  const order = page.getByLabel("Order of the pictures");
  await order.selectOption("name");
  expect(await names(page)).toEqual([
    "broken.jpg",
    "phone.heic",
    "test-3.png",
    "test-8.png",
    "test-12.png",
    "test-17.png",
    "test-25.png",
  ]);
  await order.selectOption("confidence");
  const shares = (await said(page)).map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect((await names(page)).slice(5).toSorted()).toEqual(["broken.jpg", "phone.heic"]);
  await order.selectOption("class");
  const classes = (await said(page)).map(({ name }) => name);
  expect(classes).toEqual(classes.toSorted());

  // More join them, one alone too.
  await chooseFiles(page, [await testPicture(40)]);
  await expect(tiles(page)).toHaveCount(8);
  await expect.poll(() => said(page)).toHaveLength(6);
});

test("by keyboard: arrow keys, Enter opens a picture and comes back to it, Delete removes it and can be undone", async ({
  page,
}) => {
  await openStudio(page);
  await chooseFiles(page, await sevenFiles());
  await expect.poll(() => said(page)).toHaveLength(5);
  await tiles(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tiles(page).nth(2)).toBeFocused();
  const [, answer] = await said(page);

  await page.keyboard.press("Enter");
  const first = page.locator("article ol li").first();
  await expect(first).toContainText(answer?.name ?? "–");
  await expect(first).toContainText((answer?.share ?? -1).toFixed(1));
  await expect(page.getByText("test-3.png")).toBeVisible();
  const opened = await networkView(page);
  await page.getByRole("button", { name: "The next picture" }).click();
  await expect(page.getByText("test-25.png")).toBeVisible();
  await expect.poll(() => networkView(page)).not.toEqual(opened);
  await page.getByRole("button", { name: "All 7 pictures" }).click();
  await expect(sheet(page).getByRole("button", { name: /^test-25\.png\./ })).toBeFocused();

  await page.keyboard.press("Home");
  await page.keyboard.press("Delete");
  await expect(tiles(page)).toHaveCount(6);
  await expect(tiles(page).first()).toBeFocused();
  expect((await names(page))[0]).toBe("test-12.png");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tiles(page)).toHaveCount(7);
  expect((await names(page))[0]).toBe("broken.jpg");

  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page.getByRole("heading", { name: "Drop pictures here" })).toBeVisible();
});

test("the table holds what the sheet shows, for each picture the five likeliest classes", async ({ page }) => {
  const model = await openStudio(page);
  const formula = { ...(await testPicture(5)), name: "=1+1.png" };
  await chooseFiles(page, [...(await sevenFiles()), formula]);
  await expect.poll(() => said(page)).toHaveLength(6);
  const save = async () => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("classified pictures.csv");
    return (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  };
  const [head, ...rows] = await save();
  expect(head).toMatch(/^file,model,class 1,probability 1,.*class 5,probability 5,crop,problem$/);
  expect(rows).toHaveLength(8);
  expect(rows[0]).toMatch(/^broken\.jpg,,{11}.*damaged/);
  expect(rows[7]).toMatch(/^'=1\+1\.png,/);
  const shown = await said(page);
  const answered = rows.filter((row) => row.includes(model)).map((row) => row.split(","));
  expect(answered).toHaveLength(6);
  for (const [i, cells] of answered.entries()) {
    expect(cells[2]).toBe(shown[i]?.name);
    expect((Number(cells[3]) * 100).toFixed(1)).toBe(shown[i]?.share.toFixed(1));
    const probabilities = [3, 5, 7, 9, 11].map((at) => Number(cells[at]));
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(cells[12]).toBe("largest square in the middle");
  }
  await page.getByRole("button", { name: "Whole picture" }).click();
  await expect.poll(async () => (await save())[2]).toContain("whole picture");
});

test("two hundred pictures at most, which can be stopped and gone on with", async ({ page }) => {
  await openStudio(page);
  const files = await Promise.all(Array.from({ length: 203 }, (_, index) => testPicture(index)));
  await chooseFiles(page, files);
  await sheet(page).getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "200 pictures; 3 of yours were left out" })).toBeVisible();
  const stopped = (await said(page)).length;
  expect(stopped).toBeLessThan(200);
  await sheet(page).getByRole("button", { name: "Go on" }).click();
  await expect.poll(async () => (await said(page)).length, { timeout: 60_000 }).toBe(200);
  await expect(sheet(page).getByRole("button", { name: "Stop" })).toHaveCount(0);
});
