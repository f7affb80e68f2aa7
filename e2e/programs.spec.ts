/** What a person gives programs: a token, by the keyboard, and a webhook, which a trainer tells. */
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("a token is made, shown once, used and revoked", async ({ page, playwright, baseURL }) => {
  await signUp(page, newPerson("teasel"));
  await page.goto("/account");
  await page.getByRole("button", { name: "Make a token" }).press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Give the token a name", { exact: false })).toBeVisible();
  await page.keyboard.type("From a test");
  await page.keyboard.press("Enter");
  const shown = page.getByLabel("Token", { exact: true });
  await expect(shown).toHaveValue(/^cultivar_/);
  const token = await shown.inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  // A client of its own, without the page's cookies.
  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect(await (await program.get("/api/v1/token")).json()).toMatchObject({ name: "From a test", scopes: ["read"] });
  expect((await program.post("/api/v1/runs", { data: { name: "No", preset: "scratch" } })).status()).toBe(403);
  // Pages do not know tokens.
  expect((await program.get("/api/trpc/account.summary")).status()).toBe(401);

  await page.getByRole("button", { name: "Revoke From a test" }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByText("None. A token lets", { exact: false })).toBeVisible();
  expect((await program.get("/api/v1/token")).status()).toBe(401);
  await program.dispose();
});

test("a webhook goes to no machine of ours, and its log says so", async ({ page }) => {
  await signUp(page, newPerson("woad"));
  await page.goto("/account");
  await page.getByRole("button", { name: "Add a webhook" }).click();
  const address = page.getByLabel("Address");
  await address.fill("example.org/hook");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await expect(page.getByText("Write the whole address", { exact: false })).toBeVisible();
  await address.fill("https://localhost/hook");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await expect(page.getByLabel("Secret", { exact: true })).toHaveValue(/^whsec_/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  const log = page.getByRole("table", { name: "Messages" });
  await expect(log).toContainText("not on the public internet", { timeout: 30_000 });
  await expect(log).toContainText("given up");
});
