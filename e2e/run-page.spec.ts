/** What became of a run, from the matrix down to the single picture, through its layers, its log and its trail. */
import { readFile } from "node:fs/promises";
import { expectDownloads } from "./support/downloads.ts";
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("a finished run is looked into", async ({ page }) => {
  test.setTimeout(240_000);
  await signUp(page, newPerson("sorrel"));
  await launch(page, { preset: "scratch", name: "looked into", epochs: 3, images: 2000 });
  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 150_000 });

  await test.step("a cell of the confusion matrix opens the pictures behind it, and stays in the address", async () => {
    const matrix = page.getByRole("grid");
    const cell = matrix.getByRole("button", { name: /^cat taken for dog: / });
    const count = (await cell.textContent()) ?? "";
    await cell.click();
    const section = page.getByRole("region", { name: "Mistakes: cat taken for dog" });
    await expect(section.getByRole("status").first()).toContainText(`${count} picture`);
    await expect(page).toHaveURL(/truth=cat&answer=dog/);

    await cell.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    const right = page.getByRole("region", { name: "Right: cat recognised" });
    const diagonal = Number(await matrix.getByRole("button", { name: /^cat recognised: / }).textContent());
    await expect(right.getByRole("listitem")).toHaveCount(Math.min(diagonal, 16));

    await page.reload();
    await expect(right).toBeVisible();
    if (diagonal > 16) {
      await right.getByRole("button", { name: `All ${diagonal}` }).click();
      await expect(right.getByRole("listitem")).toHaveCount(Math.min(diagonal, 96));
    }
  });

  await test.step("a mistake opens large, with the three likeliest classes, and can be tried", async () => {
    const gallery = page.getByRole("region", { name: "Most confident mistakes" });
    await gallery.scrollIntoViewIfNeeded();
    await gallery.getByRole("combobox", { name: "True class" }).selectOption("ship");
    const first = gallery.getByRole("button", { name: /^ship, taken for / }).first();
    await expect(first.locator(".pixels")).toHaveCSS("background-image", /\/m\/[0-9a-f]{64}/, { timeout: 20_000 });
    await first.click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("img", { name: "A picture of the class ship" })).toBeVisible();
    await expect(dialog.getByRole("listitem")).toHaveCount(3);
    const title = (await dialog.getByRole("heading").textContent()) ?? "";
    await page.keyboard.press("ArrowRight");
    await expect(dialog.getByRole("heading")).not.toHaveText(title);
    await page.keyboard.press("ArrowLeft");
    const link = dialog.getByRole("link", { name: "Try it in Classify" });
    const href = (await link.getAttribute("href")) ?? "";
    expect(title.replace(",", "")).toBe(`Test picture ${new URL(href, page.url()).searchParams.get("picture")}`);
    await page.keyboard.press("Escape");

    const classify = await page.context().newPage();
    await classify.goto(href);
    await expect(classify.getByRole("main")).toContainText(`${title}, a picture of a ship`);
    await classify.close();
  });

  await test.step("the reliability diagram counts every test picture once", async () => {
    const rows = page.getByRole("table", { name: /^Reliability diagram/ }).locator("tbody tr");
    await expect(rows).toHaveCount(15);
    const counts = await rows.locator("td:nth-of-type(1)").allTextContents();
    expect(counts.reduce((sum, text) => sum + Number(text.replace(",", "")), 0)).toBe(10_000);
    await expect(page.getByRole("region", { name: "Calibration" })).toContainText(/expected error \d+\.\d\d/);
    const bins = await expectDownloads(page, "the calibration diagram", {
      head: "confidence above,confidence up to,images,mean confidence,accuracy",
      words: ["looked into: calibration", "how sure it was, %"],
    });
    expect(bins.reduce((sum, { images }) => sum + Number(images), 0)).toBe(10_000);
  });

  await test.step("the confusion matrix is taken along", async () => {
    const rows = await expectDownloads(page, "the confusion matrix", {
      head: /^truth \/ answer,airplane,automobile,/,
      words: ["looked into: confusion matrix", "Rows: truth, columns: answer", "automobile"],
    });
    expect(rows.map((row) => row["truth / answer"]).slice(0, 2)).toEqual(["airplane", "automobile"]);
  });

  await test.step("layers are gone through epoch by epoch", async () => {
    const layers = page.getByRole("region", { name: /^Layers/ });
    await layers.scrollIntoViewIfNeeded();
    const scrubber = layers.getByRole("slider", { name: "Epoch" });
    await expect(scrubber).toHaveAttribute("aria-valuetext", "epoch 3");
    await expect(layers.getByRole("img", { name: /^Histograms of kernel over 3 epochs/ }).first()).toBeVisible();
    await scrubber.focus();
    await page.keyboard.press("Home");
    await expect(layers).toContainText("after epoch 1 of 3");
    await layers.getByRole("button", { name: "Flatten" }).click();
    await expect(layers.getByRole("img", { name: /^Histograms of outputs over 3 epochs/ }).first()).toBeVisible();
    const epochs = await expectDownloads(page, "the charts of this layer", {
      head: /^epoch,mean,deviation,share of zeros,histogram from,histogram to,count in bin 1,.*,count in bin 32$/,
      words: ["looked into: outputs of", "mean ± deviation", "zeros, %"],
    });
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  await test.step("the log is searched, and saved", async () => {
    const log = page.getByRole("region", { name: /^Log/ });
    await log.scrollIntoViewIfNeeded();
    const search = log.getByRole("searchbox", { name: "Search the log" });
    await search.fill("validation");
    await expect(log.getByRole("status")).toHaveText(/^1 of \d+$/);
    const matches = await log.locator("mark").count();
    expect(matches, "each epoch tells its validation").toBeGreaterThanOrEqual(3);
    await search.press("Enter");
    await expect(log.getByRole("status")).toHaveText(`2 of ${matches}`);
    await search.press("Shift+Enter");
    await search.press("Shift+Enter");
    await expect(log.getByRole("status")).toHaveText(`${matches} of ${matches}`);
    await expect(log.locator('mark[data-current="true"]')).toBeInViewport();
    await search.fill("no such words");
    await expect(log.getByRole("status")).toHaveText("no match");
    const saved = page.waitForEvent("download");
    await log.getByRole("button", { name: "Save the log as text" }).click();
    expect(await readFile(await (await saved).path(), "utf8")).toMatch(/Z info {2}Finished\./);
  });

  await test.step("predictions are taken along as CSV", async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Predictions, CSV" }).click();
    const lines = (await readFile(await (await saved).path(), "utf8")).trim().split("\r\n");
    expect(lines).toHaveLength(10_001);
  });

  await test.step("notes and tags are kept, and the trail tells who wrote them", async () => {
    const notes = page.getByRole("region", { name: "Notes" });
    await notes.getByRole("textbox", { name: "Note" }).fill("Ships are blue.");
    await expect(notes.getByRole("status")).toHaveText("Saved");
    await notes.getByRole("combobox", { name: /^Add a tag/ }).fill("lab 2");
    await page.keyboard.press("Enter");
    await expect(page.locator(".page-head").getByText("lab 2")).toBeVisible();
    const trail = page.getByRole("region", { name: "Audit trail" });
    await expect(trail).toContainText("launched this run");
    await expect(trail).toContainText("wrote its note");
    await expect(trail).toContainText("added “lab 2”");
    await page.reload();
    await expect(notes.getByRole("textbox", { name: "Note" })).toHaveValue("Ships are blue.");
  });
});
