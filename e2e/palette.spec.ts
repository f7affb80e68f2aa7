/** The command palette and the keys: everything can be reached without a mouse. */
import { newPerson, signUp } from "./support/person.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";

test("a visitor finds published models and pages by keyboard, and the palette says when there is nothing", async ({
  page,
}) => {
  const model = await publishedModel(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await palette.getByRole("combobox").fill(model.name);
  await expect(palette.getByRole("option", { name: model.name }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/models\/[0-9a-f-]{36}$/);

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("no such thing anywhere");
  await expect(palette.getByText("Nothing by that name.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/classify/);
});

test("a person runs commands: the theme, the keys, signing out", async ({ page }) => {
  await signUp(page, newPerson("tansy"));
  await page.goto("/experiments");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("theme dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys.getByText("Compare the chosen runs")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("navigation", { name: "Main, at the bottom" }).getByRole("link")).toHaveCount(5);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Theme: light" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");

  await page.getByRole("button", { name: "Search and commands" }).click();
  await palette.getByRole("combobox").fill("sign out");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});
