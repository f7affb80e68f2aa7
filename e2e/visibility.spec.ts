/** A model is private, shown by link, public, and private again; what each means for others. */
import type { Browser, Page } from "@playwright/test";
import { ownModel } from "./support/own-model.ts";
import { newPerson, signUp } from "./support/person.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";

const newVisitor = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();
const statusOf = async (page: Page, path: string) => (await page.request.get(path)).status();

test("an owner shows a model by link, to everybody, and to nobody; and says on what terms", async ({
  page,
  browser,
}) => {
  const person = newPerson("bracken");
  await signUp(page, person);
  const { id, name } = await ownModel(person.name, await publishedModel(page), `private of ${person.name}`);
  const visitor = await newVisitor(browser);
  const choice = page.getByRole("group", { name: "Who sees the model" });
  const undo = (done: string) =>
    page
      .locator(".toast")
      .filter({ hasText: `${done}:` })
      .getByRole("button", { name: "Undo" });
  await page.goto(`/models/${id}`);
  await expect(page.getByText("Only you see this model.")).toBeVisible();
  await expect(page.getByText("Make the model public, or show it by link")).toBeVisible();
  expect(await statusOf(visitor, `/models/${id}`)).toBe(404);
  // Whoever is signed in is nobody in a frame, the owner too.
  expect(await statusOf(page, `/embed/${id}`)).toBe(404);

  await choice.getByRole("button", { name: "By link" }).click();
  await expect(page.getByText("Whoever has a link sees this model")).toBeVisible();
  await page.getByRole("button", { name: "Make a link and copy it" }).click();
  const link = await page.getByRole("textbox", { name: "Address of the link" }).inputValue();
  await page.getByRole("combobox", { name: "Licence" }).selectOption({ label: "CC BY 4.0" });
  await expect(page.getByText("who names its author.").first()).toBeVisible();
  const frameCode = page.getByRole("region", { name: "On a page of your own" }).locator("code");
  await expect(frameCode).toContainText("?share=");
  const [embed] = /[^"]+\/embed\/[^"]+/.exec((await frameCode.textContent()) ?? "") ?? [];

  await test.step("who has the link sees the model and classifies with it, here and in a frame", async () => {
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(visitor.getByRole("link", { name: "CC BY 4.0" })).toBeVisible();
    await expect(visitor.getByRole("group", { name: "Who sees the model" })).toHaveCount(0);
    await expect(visitor.getByRole("region", { name: "Try it" }).locator("ol li")).toHaveCount(5, { timeout: 60_000 });
    await expect(visitor.getByRole("table", { name: "Files of the model" })).toContainText("manifest");
    await visitor.goto(embed ?? "");
    await expect(visitor.locator("ol li")).toHaveCount(5, { timeout: 60_000 });
    expect(await statusOf(visitor, `/models/${id}`)).toBe(404);
    await visitor.goto("/leaderboard");
    await expect(visitor.getByRole("rowheader", { name })).toHaveCount(0);
  });

  await test.step("public, it stands on the leaderboard; and that is undone", async () => {
    await choice.getByRole("button", { name: "Public" }).click();
    await expect(page.getByText("Everybody sees this model.")).toBeVisible();
    await visitor.reload();
    await expect(visitor.getByRole("rowheader", { name })).toBeVisible();
    await undo("Public").click();
    await expect(page.getByText("Whoever has a link sees this model")).toBeVisible();
    expect(await statusOf(visitor, `/models/${id}`)).toBe(404);
    expect(await statusOf(visitor, link)).toBe(200);
  });

  await test.step("private, links and frames show nothing; shown again, they do; revoked, never again", async () => {
    await choice.getByRole("button", { name: "Private" }).click();
    await expect(page.getByText("Only you see this model.")).toBeVisible();
    for (const address of [link, embed ?? ""]) expect(await statusOf(visitor, address)).toBe(404);
    await undo("Private").click();
    await expect(page.getByText("Whoever has a link sees this model")).toBeVisible();
    for (const address of [link, embed ?? ""]) expect(await statusOf(visitor, address)).toBe(200);
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await expect(page.getByRole("textbox", { name: "Address of the link" })).toHaveCount(0);
    for (const address of [link, embed ?? ""]) expect(await statusOf(visitor, address)).toBe(404);
  });
  await visitor.context().close();
});
