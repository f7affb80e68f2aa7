/** The launch form: a network of one's own, errors in place that name the limit, and the keyboard alone. */
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test.beforeEach(async ({ page }) => {
  await signUp(page, newPerson("sorrel"));
  await page.goto("/experiments/new?preset=deeper");
});

test("blocks are added, changed and removed, and the layer table answers", async ({ page }) => {
  const layers = page.getByRole("table", { name: "Layers" });
  await expect(layers).toContainText("282,250");
  await page.getByRole("button", { name: "Conv block" }).click();
  await page.getByRole("group", { name: "Conv 3" }).getByLabel("Filters").fill("128");
  await expect(layers).toContainText("4 × 4 × 128");
  await page.getByRole("button", { name: "Remove Conv 3" }).click();
  await page.getByRole("button", { name: "Remove Conv 2" }).click();
  await expect(layers).not.toContainText("16 × 16 × 64");
});

test("what one chooses for blocks, images, optimiser and rate is what the run and its clone have", async ({ page }) => {
  const layers = page.getByRole("table", { name: "Layers" });
  const second = page.getByRole("group", { name: "Conv 2" });
  for (const trait of ["separable", "batch norm", "residual"]) await second.getByLabel(trait).check();
  await expect(layers).toContainText("SeparableConv2D");
  await expect(layers).toContainText("+ shortcut_1");
  await page.getByLabel("mirror").check();
  await page.getByLabel("Shift").fill("4");
  await page.getByLabel("Optimiser").selectOption("AdamW");
  await page.getByLabel("Weight decay").fill("0.01");
  await page.getByLabel("Schedule").selectOption("cosine decay");
  await page.getByLabel("Warm-up").fill("10");
  await expect(page.getByText("Warm-up must be shorter than the training, which has 10 epochs.").first()).toBeVisible();
  await page.getByLabel("Warm-up").fill("1");
  await expect(page.getByRole("img", { name: "Rate: 0, 0.001, 0" })).toBeVisible();
  await page.getByRole("button", { name: "bfloat16" }).click();
  await page.getByRole("button", { name: "Launch run" }).click();
  await page.waitForURL(/\/runs\//);
  const configuration = page.getByRole("region", { name: "Configuration" });
  for (const fact of [
    "own, separable, batch norm, residual",
    "decay 0.01",
    "cosine, warm-up over 1 epoch",
    "bfloat16",
    "mirrored, shifted by up to 4",
  ]) {
    await expect(configuration).toContainText(fact);
  }
  // Nobody else's run should wait for it.
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await expect(page.getByRole("main").locator(".status").getByText("cancelled")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Clone" }).click();
  await expect(page.getByLabel("Warm-up")).toHaveValue("1");
  await expect(page.getByRole("group", { name: "Conv 2" }).getByLabel("residual")).toBeChecked();
});

test("a number out of bounds is refused in place, with its field and its limit", async ({ page }) => {
  await page.getByLabel("Epochs").fill("500");
  await page.getByRole("group", { name: "Conv 1" }).getByLabel("Filters").fill("9999");
  await page.getByRole("button", { name: "Launch run" }).click();
  await expect(page.getByText("Epochs must be at most 200.")).toBeVisible();
  await expect(page.getByText("Filters must be at most 512.").first()).toBeVisible();
  await expect(page).toHaveURL(/\/experiments\/new/);
});

test("a network that is too large is refused with the budget that it breaks", async ({ page }) => {
  await page.getByRole("group", { name: "Dense" }).getByLabel("Units").fill("4096");
  await page.getByRole("group", { name: "Conv 2" }).getByLabel("Filters").fill("512");
  await expect(page.getByText(/parameters to train; the limit is 20,000,000/).first()).toBeVisible();
});

test("the keyboard alone launches a run", async ({ page }) => {
  const name = page.getByLabel("Name", { exact: true });
  // Fields wait for the page's code, so that nothing typed early is lost.
  await expect(name).toBeEnabled();
  await name.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("by keyboard");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.waitForURL(/\/runs\//);
  await expect(page.getByRole("heading", { name: "by keyboard", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Cancel the run" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").locator(".status").getByText("cancelled")).toBeVisible({ timeout: 30_000 });
});
