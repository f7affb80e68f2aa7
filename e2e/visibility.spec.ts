/** Who sees a model, and by what addresses: private, by link, public; and as a version of a collection. */
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

test("models become versions of a collection; its addresses and frames follow when an alias moves", async ({
  page,
  browser,
}) => {
  const person = newPerson("heron");
  await signUp(page, person);
  const published = await publishedModel(page);
  const [first, second] = [
    await ownModel(person.name, published, `first of ${person.name}`, { public: true }),
    await ownModel(person.name, published, `second of ${person.name}`),
  ];
  const visitor = await newVisitor(browser);
  const rows = page.getByRole("table", { name: "Versions of Ships" }).locator("tbody tr");
  const act = async (version: number, name: string) => {
    await page.getByRole("button", { name: `Actions for version ${version}` }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  const undo = (done: string) =>
    page.getByRole("listitem").filter({ hasText: done }).getByRole("button", { name: "Undo" }).click();
  const path = (name: string) => `${new URL(page.url()).pathname}/${name}`;
  const leadsTo = async (address: string) => {
    const response = await visitor.request.get(address, { maxRedirects: 0 });
    if (response.status() === 404) return null;
    expect(response.status()).toBe(307);
    expect(response.headers()["cache-control"]).toContain("no-store");
    return response.headers().location;
  };

  await page.goto(`/models/${first.id}`);
  await page.getByRole("button", { name: "Add to a collection" }).click();
  await page.getByRole("button", { name: "Add the model" }).click();
  await expect(page.getByText("Give the collection a name.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the new collection" }).fill("Ships");
  await page.keyboard.press("Enter");
  await expect(page.getByText("version 1 of Ships · latest · best")).toBeVisible();
  await page.goto(`/models/${second.id}`);
  await page.getByRole("button", { name: "Add to a collection" }).click();
  await expect(page.getByRole("combobox", { name: "Collection" })).toHaveText(/^Ships/);
  await page.getByRole("button", { name: "Add the model" }).click();
  await page.getByRole("link", { name: "Ships" }).click();
  await expect(rows).toHaveCount(2);

  await act(1, "Give it an alias");
  await page.getByRole("textbox", { name: "Alias" }).fill("latest");
  await page.keyboard.press("Enter");
  await expect(page.getByText("follow by themselves: take another one.")).toBeVisible();
  await page.getByRole("textbox", { name: "Alias" }).fill("production");
  await page.keyboard.press("Enter");
  await expect(rows.nth(1)).toContainText("production");
  await expect(page.getByRole("button", { name: "Actions for version 1" })).toBeFocused();
  for (const name of ["production", "latest", "1"]) {
    expect(await leadsTo(path(name)), "the second is private").toBe(`/models/${first.id}`);
    expect(await leadsTo(`/embed${path(name)}`)).toBe(`/embed/${first.id}`);
  }
  for (const address of [path("2"), path("staging"), `/embed${path("2")}`]) expect(await leadsTo(address)).toBeNull();

  await act(2, "Move “production” here");
  await expect(rows.nth(0)).toContainText("production");
  expect(await leadsTo(path("production"))).toBeNull();
  await visitor.goto(new URL(path(""), page.url()).href);
  await expect(visitor.getByRole("rowheader", { name: first.name })).toBeVisible();
  await expect(visitor.getByText(second.name)).toHaveCount(0);
  await undo("production is version 2");
  await expect(rows.nth(1)).toContainText("production");
  expect(await leadsTo(path("production"))).toBe(`/models/${first.id}`);

  const address = page.url();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete the collection" }).click();
  await expect(page).toHaveURL(new RegExp(`/models/${second.id}$`));
  expect(await statusOf(visitor, address)).toBe(404);
  await undo("Deleted Ships");
  await expect(page).toHaveURL(address);
  await expect(rows).toHaveCount(2);
  await visitor.context().close();
});
